package ml.tacit.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.JointLabel;
import ml.tacit.release.Digits;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of which it is known what a release of them keeps and gives away: x0 shows the label to
 * keep, x1 the one to hide, x2 the second one to hide, x3 nothing.
 */
final class Planted {
  static final String LEAKS = "method pca --components 3";
  static final String SAFE = "decide logistic";
  static final String USELESS = "decide logistic | response 0.01";
  static final String HISTORY = "decide logistic | extra x3 | rank 10";

  /** A name that no column has. */
  static final String BROKEN = "decide logistic | extra nothing";

  private static final int COLUMNS = 4;

  private final LabelledRows rows;
  private final Split split;
  private final List<String> hide;

  private Planted(LabelledRows rows, Split split, List<String> hide) {
    this.rows = rows;
    this.split = split;
    this.hide = hide;
  }

  /** Rows of three equal classes to keep, four to hide. */
  static Planted rows(int n) {
    return of(n, List.of("hide"), new int[] {0, 1, 2});
  }

  /** The same, with classes to keep as often as they are in a list. */
  static Planted of(int n, List<String> hide, int[] keeps) {
    Random random = new Random(7);
    DMatrixRMaj values = new DMatrixRMaj(n, COLUMNS);
    String[] keep = new String[n];
    String[] first = new String[n];
    String[] second = new String[n];
    for (int i = 0; i < n; i++) {
      int y = keeps[i / 8 % keeps.length];
      keep[i] = "does " + y;
      first[i] = "is " + i % 4;
      second[i] = "has " + i / 4 % 2;
      for (int j = 0; j < COLUMNS; j++) {
        values.set(i, j, random.nextGaussian());
      }
      values.add(i, 0, 6.0 * y);
      values.add(i, 1, 3.0 * (i % 4));
      values.add(i, 2, 3.0 * (i / 4 % 2));
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(first));
    labels.put("also", Labels.of(second));
    LabelledRows rows =
        JointLabel.beside(new LabelledRows(List.of("x0", "x1", "x2", "x3"), values, labels), hide);
    Split split = Splits.timeBlocked(rows.label("hide"), rows.label("keep"), 0, 0.4, 0.36, 0.24);
    return new Planted(rows, split, hide);
  }

  /** Other rows and other labels in one of the parts. */
  Planted withOther(int part) {
    DMatrixRMaj values = rows.rows().copy();
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    int[] those = split.part(part);
    for (int k = 0; k < those.length; k++) {
      order[those[k]] = those[(k * 7 + 3) % those.length];
      for (int j = 0; j < COLUMNS; j++) {
        values.set(those[k], j, 5 * Math.sin(k * (j + 1)));
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    rows.labels()
        .forEach(
            (name, column) ->
                labels.put(
                    name,
                    Labels.of(Arrays.stream(order).mapToObj(column::name).toArray(String[]::new))));
    return new Planted(new LabelledRows(rows.features(), values, labels), split, hide);
  }

  LabelledRows all() {
    return rows;
  }

  AuditParts parts() {
    return AuditParts.of(rows, split);
  }

  Fits fits() {
    Roles roles = Roles.keep("keep").withHide(hide);
    return Fits.of(parts().fit().rows(), roles, Digits.DEFAULT, null, 1);
  }

  Search search() {
    return Search.of("keep", JointLabel.name(hide)).withThreads(2);
  }

  Found found(String... policies) {
    return found(search(), policies);
  }

  Found found(Search search, String... policies) {
    return search.run(parts(), Arrays.stream(policies).map(Policy::parse).toList(), fits());
  }

  static Frontier.Point point(Found found, String name) {
    return found.frontier().points().stream()
        .filter(point -> point.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
