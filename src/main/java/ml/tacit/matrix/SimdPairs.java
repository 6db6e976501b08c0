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
   * A block of results is 192 × 192, 288 kB: with a slab of the columns' panels (at most 384 kB) it
   * stays in a second-level cache of 1 MB while sums and function are done; smaller ones fetch the
   * panels more often. A multiple of the panel for every vector length.
   */
  private static final int BLOCK_ROWS = 192;

  private static final int BLOCK_COLUMNS = 192;

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
    Arrays.fill(block, 0, (rows + Tile.ROWS - 1) / Tile.ROWS * Tile.ROWS * BLOCK_COLUMNS, 0);
    for (int from = 0; from < depth; from += slab(depth)) {
      int slab = Math.min(slab(depth), depth - from);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int inPanel = i % Tile.COLUMNS;
        int row = ao + (i - inPanel) * depth + from * Tile.COLUMNS + inPanel;
        int end = Math.min(columns, i + Tile.ROWS + diagonal);
        for (int j = 0; j < end; j += Tile.COLUMNS) {
          int column = bo + j * depth + from * Tile.COLUMNS;
          int at = i * BLOCK_COLUMNS + j;
          switch (measure) {
            case PRODUCT, SQUARED_DISTANCE ->
                Tile.add(slab, a, row, b, column, 1, block, at, BLOCK_COLUMNS);
            case ABSOLUTE_DISTANCE ->
                DistanceTile.addAbsolute(slab, a, row, b, column, block, at, BLOCK_COLUMNS);
            case CHI_SQUARE ->
                DistanceTile.addChiSquare(slab, a, row, b, column, block, at, BLOCK_COLUMNS);
          }
        }
      }
    }
  }

  /** Depth is cut into equal slabs of at most {@link Products#DEPTH}. */
  private static int slab(int depth) {
    int slabs = (depth + Products.DEPTH - 1) / Products.DEPTH;
    return (depth + slabs - 1) / slabs;
  }

  @Override
  public void squares(int depth, double[] panels, int panel, double[] to, int at) {
    Arrays.fill(to, at, at + Tile.COLUMNS, 0);
    for (int from = 0; from < depth; from += slab(depth)) {
      int slab = Math.min(slab(depth), depth - from);
      for (int r = 0; r < Tile.COLUMNS; r += V) {
        DoubleVector sum = DoubleVector.zero(S);
        int first = panel + from * Tile.COLUMNS + r;
        for (int k = 0; k < slab; k++) {
          DoubleVector x = DoubleVector.fromArray(S, panels, first + k * Tile.COLUMNS);
          sum = x.fma(x, sum);
        }
        DoubleVector.fromArray(S, to, at + r).add(sum).intoArray(to, at + r);
      }
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
