package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.Metric;
import ml.tacit.matrix.SingularMatrixException;
import org.ejml.data.DMatrixRMaj;

/**
 * A statistic in units of its own columns, in which the diagonal of the metric is about 1: columns
 * of 1e-100 and of 1e100 stand side by side, and no tolerance favours either.
 *
 * <p>Units are powers of two, so that going there and back is exact. Constant columns take no part:
 * their scatter and mean differences are zero here, in the metric they stand alone, and what is
 * released of them is their mean.
 */
final class Equilibrated {
  /** How far off an entry of a mean difference may be, in deviations. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  private final ScatterSnapshot raw;
  private final Ridge ridge;

  /** The diagonal of R in the units of the rows as they came. */
  private final double[] rawRidge;

  private final boolean[] constant;
  private final double[] units;
  private final ScatterSnapshot rows;
  private final OuterSum total;
  private final double[] totalDiagonal;

  private Equilibrated(
      ScatterSnapshot raw,
      Ridge ridge,
      double[] rawRidge,
      boolean[] constant,
      double[] units,
      ScatterSnapshot rows) {
    this.raw = raw;
    this.ridge = ridge;
    this.rawRidge = rawRidge;
    this.constant = constant;
    this.units = units;
    this.rows = rows;
    this.total = rows.totalSum();
    this.totalDiagonal = total.diagonal();
  }

  /** For the metric S̄ + R. */
  static Equilibrated of(ScatterSnapshot raw, Ridge ridge) {
    return of(raw, ridge, raw.totalDiagonal());
  }

  /** For a metric A + R with this diagonal of A. */
  static Equilibrated of(ScatterSnapshot raw, Ridge ridge, double[] diagonal) {
    double[] totalDiagonal = raw.totalDiagonal();
    double[] rawRidge = ridge.on(totalDiagonal);
    boolean[] constant = raw.constant(totalDiagonal);
    double[] units = new double[diagonal.length];
    for (int j = 0; j < units.length; j++) {
      double root = Math.hypot(Math.sqrt(diagonal[j]), Math.sqrt(rawRidge[j]));
      units[j] = constant[j] || root == 0 ? 1 : Math.scalb(1.0, Math.getExponent(root));
    }
    ScatterSnapshot rows = raw.scaled(units).without(constant);
    return new Equilibrated(raw, ridge, rawRidge, constant, units, rows);
  }

  /** The statistic in these units. */
  ScatterSnapshot rows() {
    return rows;
  }

  /** The same problem with d × d matrices throughout. */
  Equilibrated asMatrix() {
    return new Equilibrated(raw, ridge, rawRidge, constant, units, rows.asMatrix());
  }

  /** The statistic as it came. */
  ScatterSnapshot raw() {
    return raw;
  }

  Ridge ridge() {
    return ridge;
  }

  /** S̄ in these units; not to be changed. */
  OuterSum total() {
    return total;
  }

  /** The diagonal of S̄ in these units. */
  double[] totalDiagonal() {
    return totalDiagonal.clone();
  }

  double[] units() {
    return units.clone();
  }

  boolean[] constant() {
    return constant.clone();
  }

  /** How many columns are not constant. */
  int varying() {
    int varying = 0;
    for (boolean one : constant) {
      varying += one ? 0 : 1;
    }
    return varying;
  }

  /** The mean of the diagonal of R, in the units of the rows as they came. */
  double meanRidge() {
    if (!ridge.relative()) {
      return ridge.amount();
    }
    double sum = 0;
    for (double r : rawRidge) {
      sum += r / rawRidge.length;
    }
    return sum;
  }

  /** The diagonal of a ridge in these units; a constant column gets any positive number. */
  double[] diagonal(Ridge some) {
    double[] diagonal = new double[units.length];
    for (int j = 0; j < diagonal.length; j++) {
      double share = some.relative() ? totalDiagonal[j] : 1 / units[j] / units[j];
      diagonal[j] = constant[j] ? Math.signum(some.amount()) : some.amount() * share;
    }
    return diagonal;
  }

  /** The metric S̄ + R. */
  Metric metric() {
    return metric(total.copy());
  }

  /** The metric A + R; A, in these units, is taken over. */
  Metric metric(OuterSum a) {
    try {
      return a.metric(diagonal(ridge));
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          String.format(
              Locale.ROOT,
              "ridge: %s is too small for %d features and %d rows: %s; a larger ridge or fewer features are needed",
              ridge.amount(),
              rows.dimension(),
              rows.count(),
              culprit()));
    }
  }

  private String culprit() {
    for (int j = 0; j < constant.length; j++) {
      if (constant[j]) {
        return raw.featureText(j) + " is constant";
      }
    }
    return "features depend linearly on each other";
  }

  /** For each feature how far off an entry of a between factor may be. */
  double[] rounding() {
    double[] rounding = new double[units.length];
    Arrays.setAll(rounding, j -> ROUNDING * Math.sqrt(totalDiagonal[j]));
    return rounding;
  }

  /** The release of the components Wᵀ(x−μ), W in these units. */
  AffineMap projection(DMatrixRMaj w) {
    return AffineMap.projection(AffineMap.scaleRows(inverse(), w), raw.mean());
  }

  /** The same, W in the units of the rows as they came. */
  AffineMap projectionOfRaw(DMatrixRMaj w) {
    double[] varying = new double[units.length];
    Arrays.setAll(varying, j -> constant[j] ? 0 : 1);
    return AffineMap.projection(AffineMap.scaleRows(varying, w), raw.mean());
  }

  /** The release μ + (I − L Rᵀ)(x−μ), L and R in these units; of constant columns the mean. */
  AffineMap removal(DMatrixRMaj left, DMatrixRMaj right) {
    double[] kept = new double[units.length];
    Arrays.setAll(kept, j -> constant[j] ? 0 : 1);
    double[] mean = raw.mean();
    return AffineMap.thin(
            kept, AffineMap.scaleRows(units, left), AffineMap.scaleRows(inverse(), right), mean)
        .withCentre(mean);
  }

  /**
   * The linear part of a release, taking rows in these units and, if it keeps columns, giving such.
   */
  AffineMap inUnits(AffineMap release) {
    double[] none = new double[units.length];
    if (release.isRemoval()) {
      DMatrixRMaj left = AffineMap.scaleRows(inverse(), release.left());
      return AffineMap.thin(
          release.diagonal(), left, AffineMap.scaleRows(units, release.right()), none);
    }
    DMatrixRMaj columns = AffineMap.scaleRows(units, Dense.transpose(release.matrix()));
    return AffineMap.projection(columns, none);
  }

  /** 1/unit; 0 for constant columns, which have no part in a component. */
  private double[] inverse() {
    double[] inverse = new double[units.length];
    Arrays.setAll(inverse, j -> constant[j] ? 0 : 1 / units[j]);
    return inverse;
  }
}
