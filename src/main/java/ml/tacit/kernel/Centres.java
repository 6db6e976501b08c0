package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Centres of groups of rows, for steps that take rows near each other for the same. */
public final class Centres {
  private Centres() {}

  /**
   * Centres by k-means: Lloyd's iteration from k-means++ seeds. Rows that repeat count once; of
   * fewer different rows than centres the rows themselves are the centres.
   *
   * @param rows n × d, n at least 1, finite, only read
   * @param count how many centres at most
   * @param seed of the first choice
   * @return centres × d, fresh; the same bits for the same arguments
   */
  public static DMatrixRMaj of(DMatrixRMaj rows, int count, long seed) {
    return KMeans.of(rows, count, new GroupRule(1, 1, List.of()), seed).centres().copy();
  }

  /**
   * Centres by k-means of groups that are of several people: groups of too few distinct rows or too
   * few hidden classes are dissolved, the smallest first.
   *
   * @param rows n × d, finite, columns of one scale; only read
   * @param most how many centres at most, at least 1; fewer where rows fall into fewer such groups
   * @param leastRows how many distinct rows a group has at least
   * @param leastClasses how many classes of each hidden label it has at least
   * @param hidden for each hidden label the class of each row; may be none
   * @param seed seed of the first centres
   * @return k × d, fresh: the mean of each group's distinct rows
   * @throws BadDataException if not even all rows together are such a group, or there are not rows
   *     for two
   */
  public static DMatrixRMaj ofPeople(
      DMatrixRMaj rows, int most, int leastRows, int leastClasses, List<int[]> hidden, long seed) {
    KMeans means = KMeans.of(rows, most, new GroupRule(leastRows, leastClasses, hidden), seed);
    if (means.areRows()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, too few for two groups of %d distinct rows and %d classes of each hidden"
                  + " label",
              rows.numRows,
              leastRows,
              leastClasses));
    }
    return means.centres();
  }
}
