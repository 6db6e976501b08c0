package ml.tacit.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums over pairs of rows by register tiles: {@link Tile} for products, {@link DistanceTile}. */
final class SimdPairs implements PairKernel {
  static final SimdPairs INSTANCE = new SimdPairs();
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /**
   * Rows of a block: enough to repay that its columns' panels are fetched once, few enough for the
   * block (258 kB) to stay in the second-level cache together with them.
   */
  private static final int BLOCK_ROWS = 192;

  /**
   * Columns of a block: at the depth of a slab their panels are 0.9 MB and stay in that cache while
   * all rows pass by. A multiple of the panel for every vector length.
   */
  private static final int BLOCK_COLUMNS = 168;

  /** Depth of a slab at most: six rows of it, 31 kB, and two of a panel stay in L1. */
  private static final int SLAB = 640;

  private SimdPairs() {}

  @Override
  public int panel() {
    return Tile.COLUMNS;
  }

  @Override
  public int blockRows() {
    return BLOCK_ROWS;
  }

  @Override
  public int blockColumns() {
    return BLOCK_COLUMNS;
  }

  @Override
  public void sums(
      PairMeasure measure,
      int depth,
      double[] a,
      int ao,
      int rows,
      double[] b,
      int bo,
      int columns,
      int diagonal,
      double[] block) {
    Arrays.fill(block, 0, rows * BLOCK_COLUMNS, 0);
    for (int from = 0; from < depth; from += slab(depth)) {
      int slab = Math.min(slab(depth), depth - from);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int height = Math.min(Tile.ROWS, rows - i);
        int row = ao + i * depth + from;
        int end = Math.min(columns, i + height + diagonal);
        for (int j = 0; j < end; j += Tile.COLUMNS) {
          int column = bo + j * depth + from * Tile.COLUMNS;
          int at = i * BLOCK_COLUMNS + j;
          switch (measure) {
            case PRODUCT, SQUARED_DISTANCE ->
                RowTile.add(
                    height,
                    Tile.COLUMNS,
                    slab,
                    a,
                    row,
                    depth,
                    b,
                    column,
                    1,
                    block,
                    at,
                    BLOCK_COLUMNS);
            case ABSOLUTE_DISTANCE ->
                DistanceTile.addAbsolute(
                    height, slab, a, row, depth, b, column, block, at, BLOCK_COLUMNS);
            case CHI_SQUARE ->
                DistanceTile.addChiSquare(
                    height, slab, a, row, depth, b, column, block, at, BLOCK_COLUMNS);
          }
        }
      }
    }
  }

  /** Depth is cut into equal slabs of at most {@link #SLAB}. */
  private static int slab(int depth) {
    int slabs = (depth + SLAB - 1) / SLAB;
    return (depth + slabs - 1) / slabs;
  }

  @Override
  public void squares(int depth, double[] rows, int first, int last, double[] squares) {
    for (int r = first; r < last; r++) {
      double sum = 0;
      for (int from = 0; from < depth; from += slab(depth)) {
        int to = Math.min(depth, from + slab(depth));
        double part = 0;
        for (int k = r * depth + from; k < r * depth + to; k++) {
          part = Math.fma(rows[k], rows[k], part); // hardware: KernelChoice saw to it
        }
        sum += part;
      }
      squares[r] = sum;
    }
  }

  @Override
  public void squaredDistances(
      double[] values, int from, int count, double square, double[] squares, int at) {
    int j = 0;
    DoubleVector minusTwo = DoubleVector.broadcast(S, -2);
    for (; j + V <= count; j += V) {
      DoubleVector ends = DoubleVector.fromArray(S, squares, at + j).add(square);
      DoubleVector distance = DoubleVector.fromArray(S, values, from + j).fma(minusTwo, ends);
      distance.blend(0, distance.compare(VectorOperators.LT, 0)).intoArray(values, from + j);
    }
    for (; j < count; j++) {
      // The same bits as above: twice a number is exact, so it is rounded once here as well.
      double distance = square + squares[at + j] - 2 * values[from + j];
      values[from + j] = distance < 0 ? 0 : distance;
    }
  }

  @Override
  public void exp(double scale, double[] values, int from, int to) {
    SimdExp.apply(scale, values, from, to);
  }
}
