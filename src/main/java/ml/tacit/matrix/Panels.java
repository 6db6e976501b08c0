package ml.tacit.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing: the columns of an operand, {@link Tile#COLUMNS} at a time, rewritten so that the tile
 * kernel reads them front to back. The last panel is filled up with zeros.
 */
final class Panels {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int WIDTH = Tile.COLUMNS;

  private Panels() {}

  /** How many panels {@code count} columns take. */
  static int of(int count) {
    return (count + WIDTH - 1) / WIDTH;
  }

  /**
   * Packs panel {@code panel} of entries {@code from … from + depth} of a transposed operand.
   *
   * @param count columns of the whole operand
   */
  static void pack(Operand source, int count, int panel, int from, int depth, double[] to, int at) {
    int first = panel * WIDTH;
    int width = Math.min(WIDTH, count - first);
    int start = source.at(from, first);
    if (width < WIDTH) {
      edge(source, from, first, width, depth, to, at);
    } else {
      transposed(source.data(), start, source.stride(), depth, to, at);
    }
  }

  /**
   * Packs rows {@code top … bottom} of a slab of an upright operand: row by row, as they lie in
   * memory, each spread over all panels. Centring costs nothing here, where memory is waited for.
   *
   * @param count columns of the operand
   * @param from its row with which the slab begins
   * @param depth rows of the slab
   * @param at where the slab's first panel begins
   */
  static void packRows(
      Operand source, int count, int from, int top, int bottom, int depth, double[] to, int at) {
    Operand.Centres centres = source.centres();
    double[] means = centres == null ? new double[count] : centres.means();
    int whole = count / WIDTH * WIDTH;
    for (int k = top; k < bottom; k++) {
      int row = source.at(from + k, 0);
      int mean = centres == null ? 0 : centres.group()[from + k] * count;
      spread(source.data(), row, means, mean, whole, depth * WIDTH, to, at + k * WIDTH);
      if (whole < count) {
        int t = at + whole * depth + k * WIDTH;
        for (int i = whole; i < count; i++) {
          to[t + i - whole] = source.data()[row + i] - means[mean + i];
        }
        Arrays.fill(to, t + count - whole, t + WIDTH, 0);
      }
    }
  }

  /** One row, a panel's width at a time. */
  private static void spread(
      double[] from, int f, double[] means, int m, int count, int step, double[] to, int at) {
    int t = at;
    for (int i = 0; i < count; i += WIDTH) {
      for (int v = 0; v < WIDTH; v += V) {
        DoubleVector.fromArray(S, from, f + i + v)
            .sub(DoubleVector.fromArray(S, means, m + i + v))
            .intoArray(to, t + v);
      }
      t += step;
    }
  }

  /** Six stored rows at a time: the hardware prefetcher follows that many streams. */
  private static void transposed(
      double[] from, int start, int stride, int depth, double[] to, int at) {
    for (int r = 0; r < WIDTH; r += 6) {
      int f0 = start + r * stride;
      int f1 = f0 + stride;
      int f2 = f1 + stride;
      int f3 = f2 + stride;
      int f4 = f3 + stride;
      int f5 = f4 + stride;
      int t = at + r;
      for (int k = 0; k < depth; k++) {
        to[t + k * WIDTH] = from[f0 + k];
        to[t + 1 + k * WIDTH] = from[f1 + k];
        to[t + 2 + k * WIDTH] = from[f2 + k];
        to[t + 3 + k * WIDTH] = from[f3 + k];
        to[t + 4 + k * WIDTH] = from[f4 + k];
        to[t + 5 + k * WIDTH] = from[f5 + k];
      }
    }
  }

  private static void edge(
      Operand source, int from, int first, int width, int depth, double[] to, int at) {
    double[] data = source.data();
    for (int k = 0; k < depth; k++) {
      int t = at + k * WIDTH;
      for (int r = 0; r < width; r++) {
        to[t + r] = data[source.at(from + k, first + r)];
      }
      for (int r = width; r < WIDTH; r++) {
        to[t + r] = 0;
      }
    }
  }
}
