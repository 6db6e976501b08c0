package ml.tacit.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import ml.tacit.release.Release;
import ml.tacit.table.RowBlock;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.ejml.data.DMatrixRMaj;

/** The rows of a partition through a release, in blocks. */
final class ReleasedRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Numbers in a block: 1 MB. */
  private static final int BLOCK_NUMBERS = 1 << 17;

  private final Release release;
  private final Selection selection;
  private final int copied;
  private final boolean asVector;

  /**
   * A release on selected rows.
   *
   * @param copied how many columns follow those selected, to be copied in front of what is released
   * @param asVector whether what is released is one vector, or a column for each number
   */
  ReleasedRows(Release release, Selection selection, int copied, boolean asVector) {
    this.release = release;
    this.selection = selection;
    this.copied = copied;
    this.asVector = asVector;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Blocks(selection.blocks(rows, "partition " + TaskContext.getPartitionId()));
  }

  /** One block in memory. */
  private final class Blocks implements Iterator<Row> {
    private final int most = Math.max(1, BLOCK_NUMBERS / release.inputs().size());
    private final RowBlocks raw;
    private DMatrixRMaj released = new DMatrixRMaj(0, 0);
    private int at;

    Blocks(RowBlocks raw) {
      this.raw = raw;
    }

    @Override
    public boolean hasNext() {
      if (at == released.numRows) {
        RowBlock block = raw.next(most);
        released = block == null ? new DMatrixRMaj(0, 0) : release.transform(codes(block));
        at = 0;
      }
      return at < released.numRows;
    }

    private DMatrixRMaj codes(RowBlock block) {
      return release
          .encoding()
          .map(encoding -> encoding.codes(block, selection.numbers().features()))
          .orElse(block.rows());
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = raw.taken().get(at);
      int k = released.numCols;
      Object[] cells = new Object[copied + (asVector ? 1 : k)];
      for (int c = 0; c < copied; c++) {
        cells[c] = row.get(selection.width() + c);
      }
      double[] numbers = Arrays.copyOfRange(released.data, at * k, (at + 1) * k);
      if (asVector) {
        cells[copied] = Vectors.dense(numbers);
      } else {
        for (int j = 0; j < k; j++) {
          cells[copied + j] = numbers[j];
        }
      }
      at++;
      return RowFactory.create(cells);
    }
  }
}
