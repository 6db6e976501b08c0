package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Another machine, or another width of its vectors, rounds otherwise: no figure may show it. */
class RoundingNoiseTest {
  private static final double ROUNDING = 6e-15;

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?|NaN");

  private static final int PEOPLE = 6;

  /** Every person has a place of their own in all columns. */
  private static final Synthetic.Recipe PLACED =
      (row, keep, hide, random) -> {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextGaussian() + (j == hide ? 3 : 0);
        }
        row[row.length - 1] += 3 * keep;
      };

  /** Five directions of people leave one of six: all cosines are 1 or −1. */
  @Test
  void oneDirectionLeftIsLinkedAlikeWhateverTheLastBits() {
    figuresStayWhere(PEOPLE, 0);
  }

  @Test
  void severalDirectionsLeftAreJudgedAlikeWhateverTheLastBits() {
    figuresStayWhere(PEOPLE + 3, 0);
  }

  /** The last column is removed wholly: what is left of it is x − x, as rounded. */
  @Test
  void removedColumnIsNothingWhateverTheLastBits() {
    figuresStayWhere(PEOPLE + 3, 1e-15);
  }

  @Test
  void smallColumnsOfOtherNamesAreAttacked() {
    AuditRows raw = Synthetic.rows(2, 4, 10, 5, 1, PLACED);
    AuditRows tiny = scaled(raw, 1e-18, List.of("a", "b", "c", "d", "e"));
    assertEquals(tiny, RoundingNoise.removed(raw, tiny));
  }

  /** Metres given as gigametres are small, and no rounding. */
  @Test
  void otherUnitsAreAttacked() {
    AuditRows raw = Synthetic.rows(2, 4, 10, 5, 1, PLACED);
    AuditRows other = scaled(raw, 1e-9, raw.train().features());
    assertEquals(other, RoundingNoise.removed(raw, other));
  }

  private static void figuresStayWhere(int columns, double left) {
    LabelledRows fit = Synthetic.part(2, PEOPLE, 20, columns, new Random(3), PLACED);
    var model = Rdca.ridge(1e-3).fit(fit, Roles.hide("hide"));
    AuditRows raw = Synthetic.rows(2, PEOPLE, 20, columns, 5, PLACED);
    AuditRows released =
        new AuditRows(
            raw.train().withRows(raw.train().features(), model.transform(raw.train().rows())),
            raw.test().withRows(raw.test().features(), model.transform(raw.test().rows())));
    AuditRows here = left == 0 ? released : lastColumnOnly(released, left, new Random(7));
    Random random = new Random(8);
    AuditRows there =
        left == 0 ? noisy(released, random) : lastColumnOnly(released, left, new Random(9));
    Audit audit = Audit.of("keep", "hide").quick();
    AuditResult a = audit.run(raw, here);
    AuditResult b = audit.run(raw, there);
    assertEquals(2, a.linkage().size());
    same(a.linkage().toString(), b.linkage().toString());
    same(a.findings().toString(), b.findings().toString());
    same(a.evidence().toString(), b.evidence().toString());
    same(a.together().toString(), b.together().toString());
  }

  private static void same(String here, String there) {
    List<String> a = NUMBER.matcher(here).results().map(found -> found.group()).toList();
    List<String> b = NUMBER.matcher(there).results().map(found -> found.group()).toList();
    assertEquals(a.size(), b.size());
    for (int i = 0; i < a.size(); i++) {
      assertEquals(
          Double.parseDouble(a.get(i)),
          Double.parseDouble(b.get(i)),
          1e-9,
          "number " + i + " of " + here);
    }
  }

  private static AuditRows noisy(AuditRows rows, Random random) {
    return new AuditRows(noisy(rows.train(), random), noisy(rows.test(), random));
  }

  private static LabelledRows noisy(LabelledRows rows, Random random) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.data.length; i++) {
      values.data[i] += ROUNDING * random.nextGaussian();
    }
    return rows.withRows(rows.features(), values);
  }

  private static AuditRows lastColumnOnly(AuditRows rows, double deviation, Random random) {
    return new AuditRows(
        lastColumn(rows.train(), deviation, random), lastColumn(rows.test(), deviation, random));
  }

  private static LabelledRows lastColumn(LabelledRows rows, double deviation, Random random) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.numRows; i++) {
      values.set(i, values.numCols - 1, deviation * random.nextGaussian());
    }
    return rows.withRows(rows.features(), values);
  }

  private static AuditRows scaled(AuditRows rows, double factor, List<String> names) {
    return new AuditRows(scaled(rows.train(), factor, names), scaled(rows.test(), factor, names));
  }

  private static LabelledRows scaled(LabelledRows rows, double factor, List<String> names) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.data.length; i++) {
      values.data[i] *= factor;
    }
    return rows.withRows(names, values);
  }
}
