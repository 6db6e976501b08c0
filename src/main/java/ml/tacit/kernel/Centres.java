package ml.tacit.kernel;

import java.util.List;
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
    return KMeans.of(rows, count, new GroupRule(1, List.of()), seed).centres().copy();
  }
}
