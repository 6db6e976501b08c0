package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.ThinQr;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * An attacker that holds the model file: it looks for the raw row behind a released one.
 *
 * <p>A release y = A(x − m) + c gives as many equations as it has outputs, each as exact as its
 * digits. Readings have few digits: x_j = o_j + w_j n_j with whole n_j. Of all rows that fit y, the
 * most likely one under a Gaussian of the raw rows it knows minimises
 *
 * <pre>
 * {@code ‖C⁻¹(x(n) − μ)‖² + Σ_i ((y_i − (A(x(n) − m) + c)_i) / e_i)²,   C Cᵀ = their covariance,}
 * </pre>
 *
 * <p>with e_i what rounding leaves unsure of output i: the nearest vector of a {@link Lattice}. No
 * training is needed. With full digits and readings of three or four, one row fits, and it is
 * found.
 *
 * <p>An erasure of many columns is attacked on some of them. There y_J = x_J − L_J t with the same
 * unknown t in every column; multiplying by what is orthogonal to L_J leaves equations of x_J
 * alone. The t found with x_J gives every other column. (The nearest plane is no exhaustive search:
 * it may miss a row that only just fits best.)
 *
 * <p>Immutable and thread-safe.
 */
public final class ModelInHand {
  /** Unknowns of one lattice. */
  private static final int MOST_UNKNOWNS = 64;

  /** How many columns of an erasure are looked at where its digits are too few anyway. */
  private static final int FEW_UNKNOWNS = 32;

  /** Equations of chosen columns should have so many times the bits of the unknowns. */
  private static final double SURPLUS = 1.2;

  /** Share of the magnitude of a number that its last places leave unsure. */
  private static final double LAST_PLACES = 0x1p-51;

  /** A Gaussian of this deviation over the distance of the values has log2 of it bits. */
  private static final double BITS = Math.sqrt(2 * Math.PI * Math.E);

  private final AffineMap map;
  private final RawColumns raw;
  private final String skipped;

  /** The columns that have a grid and are not constant. */
  private final int[] unknown;

  /** What the last places of doubles leave unsure of each output, and its deviation. */
  private final double[] lastPlaces;

  private final double[] deviation;

  /** An orthonormal basis of the erased directions; null if all columns are searched for. */
  private final DMatrixRMaj erased;

  private ModelInHand(AffineMap map, RawColumns raw) {
    this.map = map;
    this.raw = raw;
    lastPlaces = lastPlaces(map, raw);
    deviation = Standardization.fit(map.apply(raw.rows())).deviation();
    unknown =
        IntStream.range(0, raw.count())
            .filter(j -> raw.grid(j).isPresent() && raw.deviation(j) > 0)
            .toArray();
    boolean all = raw.continuous() == 0 && unknown.length <= MOST_UNKNOWNS;
    erased = all || !map.isThin() ? null : erased(map);
    skipped = all || map.isThin() ? tooFewDigits() : notSearched();
  }

  private ModelInHand(String skipped) {
    this.skipped = skipped;
    map = null;
    raw = null;
    lastPlaces = null;
    deviation = null;
    unknown = null;
    erased = null;
  }

  /**
   * Takes the steps of a release.
   *
   * @param steps all but the one that rounds
   * @param raw what is known of the columns that go in
   * @return the attacker; see {@link #skipped}
   */
  public static ModelInHand of(List<Step> steps, RawColumns raw) {
    AffineMap map = null;
    for (Step step : steps) {
      if (!(step instanceof AffineMap next)) {
        return new ModelInHand("a step of the release is not affine");
      }
      map = map == null ? next : map.then(next);
    }
    return map == null
        ? new ModelInHand("the release has no affine step")
        : new ModelInHand(map, raw);
  }

  /**
   * Why there is no attack.
   *
   * @return the reason, half a sentence; empty where there is an attack
   */
  public Optional<String> skipped() {
    return Optional.ofNullable(skipped);
  }

  /**
   * What the release gives before it rounds.
   *
   * @param rows raw, n × d
   * @return n × m
   */
  public DMatrixRMaj unrounded(DMatrixRMaj rows) {
    return map.apply(rows);
  }

  /**
   * Estimates raw rows; not to be called where {@link #skipped} has a reason.
   *
   * @param released n × m
   * @param tolerance how far each output may be from what the map gives; 0 for full digits
   * @return n × d
   */
  public DMatrixRMaj estimate(DMatrixRMaj released, double[] tolerance) {
    double[] unsure = unsure(tolerance);
    RowSearch search =
        erased == null
            ? new WholeRowSearch(map, raw, unknown, unsure)
            : new ShareSearch(map, raw, erased, chosen(unsure), unsure);
    DMatrixRMaj estimates = new DMatrixRMaj(released.numRows, raw.count());
    for (int i = 0; i < released.numRows; i++) {
      int from = i * released.numCols;
      double[] row = Arrays.copyOfRange(released.data, from, from + released.numCols);
      System.arraycopy(search.estimate(row), 0, estimates.data, i * raw.count(), raw.count());
    }
    return estimates;
  }

  /** Deviations of a number that is uniform within its tolerance, and of its last places. */
  private double[] unsure(double[] tolerance) {
    double[] unsure = new double[tolerance.length];
    Arrays.setAll(unsure, i -> Math.max(tolerance[i] / Math.sqrt(3), lastPlaces[i]));
    return unsure;
  }

  private static double[] lastPlaces(AffineMap map, RawColumns raw) {
    double[] centre = map.centre();
    double[] offset = map.offset();
    double[] reach = new double[raw.count()];
    Arrays.setAll(reach, j -> 4 * raw.deviation(j) + Math.abs(raw.mean(j)) + Math.abs(centre[j]));
    double[] magnitude;
    if (map.isThin()) {
      double[] scale = map.diagonal();
      double[] inner = absoluteProduct(Dense.transpose(map.right()), reach);
      magnitude = absoluteProduct(map.left(), inner);
      for (int i = 0; i < magnitude.length; i++) {
        magnitude[i] += Math.abs(scale[i]) * reach[i];
      }
    } else {
      magnitude = absoluteProduct(map.matrix(), reach);
    }
    for (int i = 0; i < magnitude.length; i++) {
      magnitude[i] = LAST_PLACES * (magnitude[i] + Math.abs(offset[i])) + Double.MIN_NORMAL;
    }
    return magnitude;
  }

  /** |A| v. */
  private static double[] absoluteProduct(DMatrixRMaj a, double[] v) {
    double[] product = new double[a.numRows];
    for (int at = 0; at < a.data.length; at++) {
      product[at / a.numCols] += Math.abs(a.data[at]) * v[at % a.numCols];
    }
    return product;
  }

  /** Of the columns of diag(s)⁻¹L; zeros where s is 0. */
  private static DMatrixRMaj erased(AffineMap map) {
    DMatrixRMaj left = map.left();
    double[] scale = map.diagonal();
    for (int at = 0; at < left.data.length; at++) {
      double s = scale[at / left.numCols];
      left.data[at] = s == 0 ? 0 : left.data[at] / s;
    }
    return ThinQr.of(left).q();
  }

  /** Entropy of a raw column on its grid, about. */
  private double bits(int column) {
    double width = raw.grid(column).orElseThrow().width();
    return Math.max(0, log2(BITS * raw.deviation(column) / width));
  }

  /** What an output says of the rows, at most. */
  private double told(int output, double unsure) {
    return deviation[output] == 0 ? 0 : Math.max(0, log2(BITS * deviation[output] / unsure));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /**
   * The columns of an erasure to search for: those that tell most beyond what there is to find out,
   * as many as are needed for the equations without the erased directions to be enough.
   */
  private int[] chosen(double[] unsure) {
    double[] scale = map.diagonal();
    int[] best =
        Arrays.stream(unknown)
            .filter(j -> scale[j] != 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(j -> Math.round(bits(j) - told(j, unsure[j])))
                    .thenComparingLong(j -> j * 0x9E3779B97F4A7C15L)) // anywhere among equals
            .mapToInt(j -> j)
            .toArray();
    double needed = 0;
    double told = 0;
    for (int k = 1; k <= Math.min(MOST_UNKNOWNS, best.length); k++) {
      needed += bits(best[k - 1]);
      told += told(best[k - 1], unsure[best[k - 1]]);
      if (k > erased.numCols && told * (k - erased.numCols) / k > SURPLUS * needed) {
        return Arrays.copyOf(best, k);
      }
    }
    return Arrays.copyOf(best, Math.min(best.length, Math.max(FEW_UNKNOWNS, erased.numCols + 1)));
  }

  /** Why even full digits do not lead back; null if they may. */
  private String tooFewDigits() {
    int[] columns = erased == null ? unknown : chosen(lastPlaces);
    if (columns.length == 0) {
      return "no raw column that changes from row to row lies on a grid";
    }
    double needed = Arrays.stream(columns).mapToDouble(this::bits).sum();
    int[] outputs = erased == null ? IntStream.range(0, map.outputs()).toArray() : columns;
    double told = Arrays.stream(outputs).mapToDouble(i -> told(i, lastPlaces[i])).sum();
    int lost = map.isThin() ? map.left().numCols : 0;
    told *= Math.max(0, outputs.length - lost) / (double) outputs.length;
    return told > needed
        ? null
        : String.format(
            Locale.ROOT,
            "the digits of a released row are too few for those of a raw one (%.0f bits of %d columns,"
                + " %.0f are needed)",
            told,
            columns.length,
            needed);
  }

  private String notSearched() {
    return raw.continuous() > 0
        ? String.format(
            Locale.ROOT,
            "components of columns without a grid (%d of %d)",
            raw.continuous(),
            raw.count())
        : String.format(
            Locale.ROOT,
            "components of %d columns, more than the %d of one search",
            unknown.length,
            MOST_UNKNOWNS);
  }
}
