package ml.tacit.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Scores of fitted rows as fresh rows would have them: each row is scored by a fit without its
 * fold.
 *
 * <p>Folds are blocks of consecutive rows within each cell, since neighbours in time are nearly the
 * same row; cells of few rows take turns. A class of two rows or more has one in every fit. The
 * class of a single row has none where that row is scored: the row gets the scores of the others,
 * and its own class the least.
 */
public final class CrossFit {
  private CrossFit() {}

  /**
   * The scores.
   *
   * @param scorer the method
   * @param rows n × d, finite, only read
   * @param labels the class of each row
   * @param cells in whose order of rows folds are cut, say person and activity; null for one cell
   * @param folds 2 to n, each costs a fit; 5 is usual, 2 or 3 where a fit is slow
   * @param seed seed of every fit
   * @return n × C, fresh
   * @throws BadDataException if numbers of rows differ, the folds are not 2 to n, or two classes
   *     with rows are not left where a fold is
   */
  public static DMatrixRMaj scores(
      Scorer scorer, DMatrixRMaj rows, Labels labels, Labels cells, int folds, long seed) {
    int[] fold = folds(rows.numRows, labels, cells, folds);
    DMatrixRMaj scores = new DMatrixRMaj(rows.numRows, labels.classes().size());
    for (int f = 0; f < folds; f++) {
      int part = f;
      int[] asked = IntStream.range(0, fold.length).filter(i -> fold[i] == part).toArray();
      if (asked.length == 0) {
        continue;
      }
      int[] fitted = IntStream.range(0, fold.length).filter(i -> fold[i] != part).toArray();
      DMatrixRMaj said =
          scorer
              .fit(Landmarks.select(rows, fitted), labels.select(fitted), seed)
              .apply(Landmarks.select(rows, asked));
      for (int i = 0; i < asked.length; i++) {
        System.arraycopy(
            said.data, i * said.numCols, scores.data, asked[i] * said.numCols, said.numCols);
      }
    }
    return scores;
  }

  /**
   * The fold of each row.
   *
   * @param rows n
   * @param labels the class of each row
   * @param cells in whose order of rows folds are cut; null for one cell
   * @param folds 2 to n
   * @return n numbers from 0, fresh
   * @throws BadDataException if numbers of rows differ or the folds are not 2 to n
   */
  public static int[] folds(int rows, Labels labels, Labels cells, int folds) {
    if (labels.size() != rows || cells != null && cells.size() != rows) {
      throw BadDataException.of(
          "%s: %d for %d rows",
          labels.size() != rows ? "labels" : "cells",
          labels.size() != rows ? labels.size() : cells.size(),
          rows);
    }
    if (folds < 2 || folds > rows) {
      throw BadDataException.of("folds: %d, from 2 to the %d rows is needed", folds, rows);
    }
    int[] counts = cells == null ? new int[] {rows} : cells.counts();
    int[] before = new int[counts.length];
    int[] fold = new int[rows];
    for (int i = 0; i < rows; i++) {
      int cell = cells == null ? 0 : cells.code(i);
      // Cells of fewer rows than folds begin with different ones.
      fold[i] = (int) (((long) before[cell]++ * folds / counts[cell] + cell) % folds);
    }
    spreadClasses(fold, labels, folds);
    return fold;
  }

  /** The later half of a class that is all in one fold goes to the next. */
  private static void spreadClasses(int[] fold, Labels labels, int folds) {
    int[] counts = labels.counts();
    int[] first = new int[counts.length];
    Arrays.fill(first, -1);
    boolean[] several = new boolean[counts.length];
    for (int i = 0; i < fold.length; i++) {
      int c = labels.code(i);
      several[c] |= first[c] >= 0 && first[c] != fold[i];
      first[c] = first[c] < 0 ? fold[i] : first[c];
    }
    int[] before = new int[counts.length];
    for (int i = 0; i < fold.length; i++) {
      int c = labels.code(i);
      if (!several[c] && before[c]++ >= (counts[c] + 1) / 2) {
        fold[i] = (fold[i] + 1) % folds;
      }
    }
  }
}
