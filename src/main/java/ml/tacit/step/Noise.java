package ml.tacit.step;

import java.util.Locale;
import ml.tacit.leak.NoiseBound;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Gaussian noise on what is left of a row beside its decision, after that is cut to a bounded
 * length.
 *
 * <p>A code c, p numbers y and two {@link Coins} to μ_c + clip(y − μ_c) + s·L·g, g standard normal,
 * drawn from the coins. The length of a residual r is that in the metric of the noise, ‖L⁻¹r‖; one
 * longer than R is scaled to R. So {@link NoiseBound}(R, s) holds for every row, whatever the
 * numbers are. Immutable and thread-safe.
 */
public final class Noise implements Step {
  private final DMatrixRMaj centroids;
  private final DMatrixRMaj shape;
  private final NoiseBound bound;
  private final int number;

  /**
   * Noise.
   *
   * @param centroids μ, C × p, finite; not copied
   * @param shape L, p × p lower triangular with a positive diagonal; not copied
   * @param bound R and s
   * @param number the number of the step in its plan, which keeps its draws apart from others
   * @throws BadDataException if the sizes do not fit or the shape is no such matrix
   */
  public Noise(DMatrixRMaj centroids, DMatrixRMaj shape, NoiseBound bound, int number) {
    Matrices.requireTable("centroids", centroids);
    int p = centroids.numCols;
    if (shape.numRows != p || shape.numCols != p) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "shape: %d × %d, %d × %d is needed",
              shape.numRows,
              shape.numCols,
              p,
              p));
    }
    Matrices.requireTable("shape", shape);
    for (int i = 0; i < p; i++) {
      for (int j = i; j < p; j++) {
        double value = shape.data[i * p + j];
        if (i == j ? !(value > 0) : value != 0) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "shape: %s at row %d, column %d, a lower triangle with a positive diagonal is needed",
                  value,
                  i,
                  j));
        }
      }
    }
    this.centroids = centroids;
    this.shape = shape;
    this.bound = bound;
    this.number = number;
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
   * L.
   *
   * @return p × p, not to be written to
   */
  public DMatrixRMaj shape() {
    return shape;
  }

  /**
   * What length is left and what noise is added, and what they promise.
   *
   * @return R and s
   */
  public NoiseBound bound() {
    return bound;
  }

  /**
   * The number of the step in its plan.
   *
   * @return the number
   */
  public int number() {
    return number;
  }

  @Override
  public int inputs() {
    return 1 + centroids.numCols + Coins.COUNT;
  }

  @Override
  public int outputs() {
    return centroids.numCols;
  }

  /**
   * Adds noise to rows.
   *
   * @param rows n × (1 + p + 2): a code, p numbers, two coins; only read
   * @return n × p, fresh
   * @throws BadDataException if a code has no centroid
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    int p = centroids.numCols;
    DMatrixRMaj noisy = new DMatrixRMaj(rows.numRows, p);
    Draws draws = new Draws(number);
    double[] rest = new double[p];
    double[] drawn = new double[p];
    for (int i = 0; i < rows.numRows; i++) {
      int at = i * inputs();
      int centroid = p * Codes.of("decision", rows.data[at], centroids.numRows);
      for (int j = 0; j < p; j++) {
        rest[j] = rows.data[at + 1 + j] - centroids.data[centroid + j];
      }
      double kept = Math.min(1, bound.radius() / length(rest));
      draws.row(rows.data, at + 1 + p);
      for (int j = 0; j < p; j++) {
        drawn[j] = bound.deviation() * draws.normal();
      }
      for (int j = 0; j < p; j++) {
        double noise = 0;
        for (int k = 0; k <= j; k++) {
          noise += shape.data[j * p + k] * drawn[k];
        }
        noisy.data[i * p + j] =
            centroids.data[centroid + j] + (kept < 1 ? kept * rest[j] : rest[j]) + noise;
      }
    }
    return noisy;
  }

  /** ‖L⁻¹r‖, by forward substitution. */
  private double length(double[] rest) {
    int p = rest.length;
    double[] solved = new double[p];
    double squares = 0;
    for (int j = 0; j < p; j++) {
      double value = rest[j];
      for (int k = 0; k < j; k++) {
        value -= shape.data[j * p + k] * solved[k];
      }
      solved[j] = value / shape.data[j * p + j];
      squares += solved[j] * solved[j];
    }
    return Math.sqrt(squares);
  }

  @Override
  public String guarantee() {
    return String.format(
        Locale.ROOT,
        "the rest of the row beside its decision is cut to %s and gets noise of deviation %s, both"
            + " in deviations within classes: for any two people with the same decision the"
            + " distributions of one released row differ by at most %.3f in total variation, and no"
            + " attacker is right more than %.3f above what it reaches on the decision alone; w rows"
            + " of one person, w times that",
        PartText.shortest(bound.radius()),
        PartText.shortest(bound.deviation()),
        bound.betweenTwo(),
        bound.totalVariation());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Noise noise
        && number == noise.number
        && bound.equals(noise.bound)
        && Matrices.equal(centroids, noise.centroids)
        && Matrices.equal(shape, noise.shape);
  }

  @Override
  public int hashCode() {
    return 31 * bound.hashCode() + number;
  }

  @Override
  public String toString() {
    return "Noise[" + bound.radius() + ", " + bound.deviation() + "]";
  }
}
