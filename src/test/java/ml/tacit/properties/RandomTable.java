package ml.tacit.properties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.matrix.ThinQr;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Tables drawn from a seed: their size, their classes and how unequal these are, the scale, the
 * offset and the grid of each column; and the changes to a table that the properties speak of.
 */
final class RandomTable {
  static final Roles ROLES = Roles.keep("activity").withHide("person");

  private RandomTable() {}

  /** A table whose person and activity both move the means. */
  static LabelledRows of(long seed) {
    Random random = new Random(seed);
    return of(120 + random.nextInt(110), 13 + random.nextInt(6), random);
  }

  /** The same of fewer rows than columns: the statistic keeps some of them as rows. */
  static LabelledRows wide(long seed) {
    Random random = new Random(seed);
    return of(24 + random.nextInt(30), 90 + random.nextInt(40), random);
  }

  private static LabelledRows of(int n, int d, Random random) {
    int[] person = classes(random, n, 2 + random.nextInt(3));
    int[] activity = classes(random, n, 2 + random.nextInt(3));
    double[][] byPerson = gaussian(random, 4, d);
    double[][] byActivity = gaussian(random, 4, d);
    double[][] mix = gaussian(random, d, 13);
    DMatrixRMaj rows = new DMatrixRMaj(n, d);
    double[] own = new double[d];
    for (int i = 0; i < n; i++) {
      Arrays.setAll(own, j -> random.nextGaussian());
      for (int j = 0; j < d; j++) {
        double value = 0.8 * byPerson[person[i]][j] + 1.5 * byActivity[activity[i]][j] + own[j];
        for (int k = 0; k < 13; k++) {
          value += 0.3 * mix[j][k] * own[k];
        }
        rows.set(i, j, value);
      }
    }
    List<String> names = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    LabelledRows plain = new LabelledRows(names, rows, labels);
    boolean onGrids = random.nextBoolean();
    return onGrids ? plain.withRows(names, rounded(rows)) : plain;
  }

  /** Classes of unequal shares, of at least n/20 rows each. */
  private static int[] classes(Random random, int n, int count) {
    double[] upTo = new double[count];
    for (int c = 0; c < count; c++) {
      upTo[c] = (c == 0 ? 0 : upTo[c - 1]) + 0.3 + random.nextDouble();
    }
    int[] codes = new int[n];
    for (int i = 0; i < n; i++) {
      double mark = random.nextDouble() * upTo[count - 1];
      codes[i] = i < count * (n / 20) ? i % count : 0;
      while (i >= count * (n / 20) && mark > upTo[codes[i]]) {
        codes[i]++;
      }
    }
    List<Integer> shuffled = new ArrayList<>(Arrays.stream(codes).boxed().toList());
    Collections.shuffle(shuffled, random);
    return shuffled.stream().mapToInt(Integer::intValue).toArray();
  }

  private static DMatrixRMaj rounded(DMatrixRMaj rows) {
    DMatrixRMaj rounded = rows.copy();
    for (int i = 0; i < rounded.data.length; i++) {
      double grid = i % rows.numCols % 3 == 0 ? 1.0 / 16 : 1.0 / 1024;
      rounded.data[i] = Math.rint(rounded.data[i] / grid) * grid;
    }
    return rounded;
  }

  private static double[][] gaussian(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    return values;
  }

  /** All rows, in another order. */
  static int[] order(int n, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Every class under a name of its own, whose order is not that of the classes. */
  static LabelledRows renamed(LabelledRows data, Random random) {
    List<String> names =
        new ArrayList<>(List.of("10", "9", "Zoë", "a,b", "\"q\"", "强", "-1e3", "x"));
    Collections.shuffle(names, random);
    return renamed(data, labels -> code(labels, names));
  }

  /** Every class under another name, the order of the classes kept. */
  static LabelledRows renamedInOrder(LabelledRows data) {
    return renamed(data, labels -> code(labels, List.of("a 1", "b,2", "c", "ψ", "强")));
  }

  /** One row whose person and activity are others. */
  static LabelledRows withAnotherClass(LabelledRows data, int row) {
    return renamed(
        data,
        labels -> {
          int[] codes = labels.codes();
          codes[row] = (codes[row] + 1) % labels.classes().size();
          return Labels.of(codes);
        });
  }

  private static LabelledRows renamed(LabelledRows data, UnaryOperator<Labels> rename) {
    Map<String, Labels> labels = new LinkedHashMap<>();
    data.labels().forEach((name, values) -> labels.put(name, rename.apply(values)));
    return new LabelledRows(data.features(), data.rows(), labels);
  }

  private static Labels code(Labels labels, List<String> names) {
    return Labels.of(
        IntStream.range(0, labels.size())
            .mapToObj(i -> names.get(labels.code(i)))
            .toArray(String[]::new));
  }

  /** A unit of each column: x becomes unit · x + offset. */
  static double[] units(int d, Random random) {
    return random.doubles(d, -6, 6).map(power -> Math.pow(10, power)).toArray();
  }

  static DMatrixRMaj inUnits(DMatrixRMaj rows, double[] units, double[] offsets) {
    DMatrixRMaj moved = rows.copy();
    for (int i = 0; i < moved.data.length; i++) {
      int j = i % rows.numCols;
      moved.data[i] = units[j] * moved.data[i] + offsets[j];
    }
    return moved;
  }

  /** A rotation of d columns. */
  static DMatrixRMaj rotation(int d, Random random) {
    DMatrixRMaj any = new DMatrixRMaj(d, d);
    Arrays.setAll(any.data, i -> random.nextGaussian());
    return ThinQr.of(any).q();
  }
}
