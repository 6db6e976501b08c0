package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class OpposedSharesTest {
  /** Four classes of 60 rows for each of two utility classes: balanced as a whole. */
  private static LabelledRows balanced() {
    int n = 480;
    int[] hide = new int[n];
    int[] keep = new int[n];
    DMatrixRMaj x = new DMatrixRMaj(n, 2);
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      hide[i] = i % 4;
      keep[i] = i / 4 % 2;
      x.set(i, 0, random.nextGaussian());
      x.set(i, 1, random.nextGaussian());
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    return new LabelledRows(List.of("a", "b"), x, labels);
  }

  private static List<LeakWarning> opposed(AuditResult result) {
    return result.warnings().stream().filter(LeakWarning.OpposedShares.class::isInstance).toList();
  }

  @Test
  void aDivisionThatMakesAClassRarerToLearnFromIsSaidWithNumbers() {
    // Of classes 0 and 1 two thirds are to learn from, of classes 2 and 3 one third.
    LabelledRows rows = balanced();
    int[][] parts = new int[2][];
    for (int k = 0; k < 2; k++) {
      int part = k;
      parts[k] =
          IntStream.range(0, rows.size())
              .filter(
                  i ->
                      (rows.label("hide").code(i) < 2 ? i / 8 % 3 < 2 : i / 8 % 3 < 1)
                          == (part == 0))
              .toArray();
    }
    AuditRows divided = new AuditRows(rows.select(parts[0]), rows.select(parts[1]));
    AuditResult result = Audit.of("keep", "hide").quick().withUnit(Unit.ROWS).run(divided);
    assertEquals(1, opposed(result).size());
    LeakWarning.OpposedShares warning = (LeakWarning.OpposedShares) opposed(result).get(0);
    assertEquals(-1, warning.correlation(), 1e-9);
    assertEquals(1.0 / 6, warning.blind(), 0.01);
    assertEquals(0.25, warning.chance());
    assertTrue(warning.sentence().contains("right in 16.7 % of them"), warning.sentence());
  }

  @Test
  void stratifiedPartsAvoidIt() {
    LabelledRows rows = balanced();
    for (long seed = 1; seed <= 20; seed++) {
      Split split =
          Division.of(Unit.ROWS, rows, List.of("hide"))
              .split(rows, "keep", List.of("hide"), seed, 0.6, 0.4);
      AuditRows divided = new AuditRows(rows.select(split.part(0)), rows.select(split.part(1)));
      assertTrue(
          OpposedShares.in("hide", ClassCodes.of("keep", divided), ClassCodes.of("hide", divided))
              .isEmpty());
    }
  }

  @Test
  void attackersBelowChanceInBalancedGroupsAreSaid() {
    // 60 people that the columns tell, each with two rows of each of four expressions.
    int n = 480;
    int[] expression = new int[n];
    Random random = new Random(3);
    DMatrixRMaj x = new DMatrixRMaj(n, 6);
    double[] person = new double[6];
    for (int i = 0; i < n; i++) {
      expression[i] = i / 2 % 4;
      for (int j = 0; j < 6; j++) {
        person[j] = i % 8 == 0 ? 5 * random.nextGaussian() : person[j];
        x.set(i, j, person[j] + 0.1 * random.nextGaussian());
      }
    }
    LabelledRows rows =
        new LabelledRows(
            List.of("a", "b", "c", "d", "e", "f"), x, Map.of("expression", Labels.of(expression)));
    AuditParts parts = AuditParts.byRow(rows, null, "expression", 1, 0.1, 0.55, 0.35);
    AuditResult result = Audit.of("expression").quick().run(parts);
    List<LeakWarning> below =
        result.warnings().stream().filter(LeakWarning.BelowChance.class::isInstance).toList();
    assertEquals(1, below.size(), "somebody knows the people");
    assertTrue(below.get(0).sentence().contains("below uniform chance (25.0 %)"));
  }

  @Test
  void classesAsCommonHereAsThereAreNotOpposed() {
    int[] train = {0, 0, 0, 1, 1, 2};
    ClassCodes hidden = new ClassCodes(List.of("a", "b", "c"), train, train);
    ClassCodes none = new ClassCodes(List.of(), new int[6], new int[6]);
    assertTrue(OpposedShares.in("hide", none, hidden).isEmpty());
  }
}
