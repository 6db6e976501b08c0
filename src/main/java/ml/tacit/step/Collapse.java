package ml.tacit.step;

import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Components drawn to the centroid of their decision: a code c and z to μ_c + α·(z − μ_c).
 *
 * <p>Immutable and thread-safe.
 */
public final class Collapse implements Step {
  private final DMatrixRMaj centroids;
  private final double share;

  /**
   * A collapse.
   *
   * @param centroids μ, C × p, finite; not copied
   * @param share α, from 0 (only centroids leave) to 1
   * @throws BadDataException if there is no centroid or the share is outside
   */
  public Collapse(DMatrixRMaj centroids, double share) {
    Matrices.requireTable("centroids", centroids);
    if (!(share >= 0 && share <= 1)) {
      throw new BadDataException("share: " + share + ", a number from 0 to 1 is needed");
    }
    this.centroids = centroids;
    this.share = share;
  }

  /**
   * The centroids.
   *
   * @return C × p, not to be written to
   */
  public DMatrixRMaj centroids() {
    return centroids;
  }

  /**
   * What is left of the distance from the centroid.
   *
   * @return α
   */
  public double share() {
    return share;
  }

  @Override
  public int inputs() {
    return 1 + centroids.numCols;
  }

  @Override
  public int outputs() {
    return centroids.numCols;
  }

  /**
   * Collapses rows.
   *
   * @param rows n × (1 + p): a code, then the components; only read
   * @return n × p, fresh
   * @throws BadDataException if a code has no centroid
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    int p = centroids.numCols;
    DMatrixRMaj collapsed = new DMatrixRMaj(rows.numRows, p);
    for (int i = 0; i < rows.numRows; i++) {
      int at = i * (p + 1);
      int centroid = p * Codes.of("decision", rows.data[at], centroids.numRows);
      for (int j = 0; j < p; j++) {
        double mean = centroids.data[centroid + j];
        collapsed.data[i * p + j] = mean + share * (rows.data[at + 1 + j] - mean);
      }
    }
    return collapsed;
  }

  @Override
  public String guarantee() {
    return share == 0
        ? String.format(
            Locale.ROOT,
            "one of %d centroids leaves and nothing else of the row: 'tacit certify' on the decisions"
                + " bounds every attacker",
            centroids.numRows)
        : String.format(
            Locale.ROOT,
            "the centroid of the decision leaves and %s of the distance from it: without noise this"
                + " bounds no attacker, since the rest can be multiplied up again",
            PartText.shortest(share));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Collapse collapse
        && share == collapse.share
        && Matrices.equal(centroids, collapse.centroids);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(share);
  }

  @Override
  public String toString() {
    return "Collapse[" + share + "]";
  }
}
