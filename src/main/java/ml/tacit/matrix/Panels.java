package ml.tacit.matrix;

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
   * Packs panel {@code panel} of rows {@code from … from + depth} of an operand.
   *
   * @param count columns of the whole operand
   */
  static void pack(Operand source, int count, int panel, int from, int depth, double[] to, int at) {
    int first = panel * WIDTH;
    int width = Math.min(WIDTH, count - first);
    int start = source.at(from, first);
    if (width < WIDTH) {
      edge(source, from, first, width, depth, to, at);
    } else if (source.transposed()) {
      transposed(source.data(), start, source.stride(), depth, to, at);
    } else {
      upright(source.data(), start, source.stride(), depth, to, at);
    }
  }

  private static void upright(
      double[] from, int start, int stride, int depth, double[] to, int at) {
    for (int k = 0; k < depth; k++) {
      int f = start + k * stride;
      int t = at + k * WIDTH;
      DoubleVector.fromArray(S, from, f).intoArray(to, t);
      DoubleVector.fromArray(S, from, f + V).intoArray(to, t + V);
      DoubleVector.fromArray(S, from, f + 2 * V).intoArray(to, t + 2 * V);
    }
  }

  /** Six stored rows at a time: as many streams as the hardware prefetcher follows at ease. */
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
