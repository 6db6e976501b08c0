package ml.tacit.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A uniform sample of a stream of rows in constant memory, to find landmarks and widths in: all
 * rows, in their order, until there are too many, and from then on each row in the place of another
 * with the chance it takes (Vitter, doi:10.1145/3147.3165, algorithm R).
 *
 * <p>The same rows in the same order, in blocks of any size, give the same sample. Not thread-safe.
 */
final class RowSample {
  private static final int FIRST_ROWS = 256;

  private final int most;
  private final Random random;

  /** Of each row; 0 until the first block. */
  private int columns;

  private double[] kept = {};

  /** By label, the class of each row that is kept. */
  private int[][] classes = {};

  /** By label, the number of each class name: blocks have codes of their own. */
  private List<HashMap<String, Integer>> codes = List.of();

  private long taken;

  /**
   * An empty sample.
   *
   * @param most how many rows are kept at most, at least 1
   * @param seed of the choice
   */
  RowSample(int most, long seed) {
    this.most = most;
    this.random = new Random(seed);
  }

  /**
   * Takes in a block of rows.
   *
   * @param rows n × d, finite, only read
   * @param labels for each label to sample as well, n labels
   * @return this
   * @throws ml.tacit.table.BadDataException if a value is not finite or the columns differ in
   *     number
   */
  RowSample accept(DMatrixRMaj rows, Labels... labels) {
    if (columns == 0) {
      columns = rows.numCols;
      kept = new double[Math.multiplyExact(Math.min(FIRST_ROWS, most), columns)];
      classes = new int[labels.length][Math.min(FIRST_ROWS, most)];
      codes = Stream.generate(HashMap<String, Integer>::new).limit(labels.length).toList();
    }
    Matrices.requireColumns(rows, columns);
    Matrices.requireFinite(rows);
    for (int i = 0; i < rows.numRows; i++) {
      long place = taken < most ? taken : random.nextLong(taken + 1);
      if (place < most) {
        int at = (int) place * columns;
        if (at == kept.length) {
          int larger = Math.min(most, 2 * (int) place);
          kept = Arrays.copyOf(kept, Math.multiplyExact(columns, larger));
          Arrays.setAll(classes, l -> Arrays.copyOf(classes[l], larger));
        }
        System.arraycopy(rows.data, i * columns, kept, at, columns);
        for (int l = 0; l < labels.length; l++) {
          Map<String, Integer> known = codes.get(l);
          classes[l][(int) place] = known.computeIfAbsent(labels[l].name(i), n -> known.size());
        }
      }
      taken++;
    }
    return this;
  }

  /**
   * The classes of the sample.
   *
   * @return for each label, a number for each row, equal for rows of one class; fresh
   */
  List<int[]> classes() {
    int n = (int) Math.min(taken, most);
    return Arrays.stream(classes).map(label -> Arrays.copyOf(label, n)).toList();
  }

  /**
   * The sample.
   *
   * @return at most {@code most} rows, fresh; all in their order if no more were taken
   */
  DMatrixRMaj rows() {
    int n = (int) Math.min(taken, most);
    return DMatrixRMaj.wrap(n, columns, Arrays.copyOf(kept, n * columns));
  }
}
