package ml.tacit.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The values of each column in at most 255 bins, and columns that are hardly ever off their usual
 * bin at the same time in one <em>bundle</em> (exclusive features: Ke et al., LightGBM, NIPS 2017):
 * the flags of a category are one pass over the rows, not one each.
 *
 * <p>A bundle has a byte per row: 0 where all its columns are in their usual bin, else {@code start
 * + (bin before the usual one ? bin : bin − 1)} of the one that is not.
 *
 * @param cuts for each column, ascending: a value is in the bin of as many cuts as are below it
 * @param usual the bin of each column that most rows are in
 * @param bundle which bundle each column is in; −1 for a constant one
 * @param start the code of the first bin that is not the usual one
 * @param codes for each bundle a byte per row
 * @param sizes codes of each bundle
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record ColumnBins(
    double[][] cuts, int[] usual, int[] bundle, int[] start, byte[][] codes, int[] sizes) {
  private static final int MOST = 255;

  /** Rows a bin should have. */
  private static final int ROWS_PER_BIN = 5;

  static ColumnBins of(DMatrixRMaj rows) {
    int n = rows.numRows;
    int d = rows.numCols;
    double[][] cuts = new double[d][];
    int[] usual = new int[d];
    int[] bundle = new int[d];
    int[] start = new int[d];
    List<byte[]> codes = new ArrayList<>();
    List<BitSet> taken = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    double[] values = new double[n];
    int[] bins = new int[n];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < n; i++) {
        values[i] = rows.data[i * d + j];
      }
      cuts[j] = cuts(values);
      bundle[j] = -1;
      if (cuts[j].length == 0) {
        continue;
      }
      int[] counts = new int[cuts[j].length + 1];
      for (int i = 0; i < n; i++) {
        bins[i] = bin(cuts[j], values[i]);
        counts[bins[i]]++;
      }
      for (int b = 1; b < counts.length; b++) {
        usual[j] = counts[b] > counts[usual[j]] ? b : usual[j];
      }
      BitSet unusual = new BitSet(n);
      for (int i = 0; i < n; i++) {
        unusual.set(i, bins[i] != usual[j]);
      }
      int place = 0;
      while (place < codes.size()
          && (sizes.get(place) + cuts[j].length > MOST + 1
              || taken.get(place).intersects(unusual))) {
        place++;
      }
      if (place == codes.size()) {
        codes.add(new byte[n]);
        taken.add(new BitSet(n));
        sizes.add(1);
      }
      bundle[j] = place;
      start[j] = sizes.get(place);
      for (int i = unusual.nextSetBit(0); i >= 0; i = unusual.nextSetBit(i + 1)) {
        codes.get(place)[i] = (byte) (start[j] + (bins[i] < usual[j] ? bins[i] : bins[i] - 1));
      }
      taken.get(place).or(unusual);
      sizes.set(place, sizes.get(place) + cuts[j].length);
    }
    return new ColumnBins(
        cuts,
        usual,
        bundle,
        start,
        codes.toArray(byte[][]::new),
        sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  int columns() {
    return cuts.length;
  }

  /** Between every two values, or where there are more than bins, between about equal shares. */
  private static double[] cuts(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int distinct = 1;
    for (int i = 1; i < n; i++) {
      distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    int bins = Math.min(distinct, Math.max(2, Math.min(MOST, n / ROWS_PER_BIN)));
    double[] cuts = new double[bins];
    int count = 0;
    for (int i = 1; i < n && count < bins - 1; i++) {
      boolean due = distinct == bins || i >= (double) (count + 1) * n / bins;
      if (sorted[i] != sorted[i - 1] && due) {
        double middle = sorted[i - 1] / 2 + sorted[i] / 2;
        cuts[count++] = middle < sorted[i] && middle >= sorted[i - 1] ? middle : sorted[i - 1];
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  /** How many cuts are below a value. */
  private static int bin(double[] cuts, double value) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > cuts[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the row is at most the cut of that number. */
  boolean isLow(int column, int cut, int row) {
    int code = (codes[bundle[column]][row] & 255) - start[column];
    int bin =
        code < 0 || code >= cuts[column].length
            ? usual[column]
            : code < usual[column] ? code : code + 1;
    return bin <= cut;
  }
}
