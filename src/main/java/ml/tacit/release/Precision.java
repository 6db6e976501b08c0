package ml.tacit.release;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.OpenRows;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Resolution;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.Encoding;
import ml.tacit.table.Grid;
import org.ejml.data.DMatrixRMaj;

/**
 * How precisely a model may release: which grid each of its outputs is rounded to, and how many raw
 * rows then fit a released one.
 *
 * <p>Counts are in bits, as if columns were normal and independent: a column of deviation σ on a
 * grid of width w carries b = log₂(σ/w) + log₂√(2πe) of them, and {@value #MOST_BITS} if it has no
 * grid, or one finer than is looked for. Correlated columns carry less: where the model knows their
 * covariance ({@link OpenRows}), the smaller count holds. A code is left as it is and carries the
 * logarithm of how many there are.
 *
 * <p>Where the inputs were encoded from a table ({@link EncodedBits}), the columns counted are
 * those of the table.
 */
final class Precision {
  /** A released row must fit 2 to this many rows of the grids of the inputs. */
  static final double LEAST_BITS = 10;

  /**
   * A column keeps its own grid up to this share of its deviation; a coarser one shows raw values.
   */
  static final double COARSE = 0.1;

  /** {@link Grid#atLeast} is up to so many times as wide as it was asked to be. */
  private static final double ATLEAST = 2.5;

  private static final double FINER = 1.25;

  /** A component is never rounded to more than this share of its deviation. */
  private static final double WIDEST = 0.5;

  /** What a draw is made from, as a share of the deviation: far above the last bits. */
  private static final double UNIT = 1e-6;

  /** About what the finest grid that {@link ml.tacit.table.Grids} tells from none amounts to. */
  private static final double MOST_BITS = 20;

  private static final double DOUBLE_BITS = 53;

  /** An output of less than this share of the largest deviation holds rounding errors only. */
  private static final double NOISE = 1e-9;

  private static final double NORMAL_BITS = 0.5 * Math.log(2 * Math.PI * Math.E) / Math.log(2);

  private final double[] inputs;
  private final List<Optional<Grid>> grids;
  private final double[] outputs;
  private final boolean keepsColumns;

  /** How many codes an output has; 0 for one that is a number. */
  private final int[] levels;

  private final OptionalLong distinctRows;
  private final boolean isLinear;
  private final int rank;
  private final Optional<OpenRows> openRows;
  private final byte[] secret;

  /** What the inputs carry, by column of the table that they were encoded from. */
  private final double[] inputBits;

  private Precision(Model model, Resolution resolution) {
    this.inputs = resolution.inputDeviations();
    this.grids = resolution.inputGrids();
    this.outputs = resolution.outputDeviations();
    this.keepsColumns = model.keepsColumns();
    this.distinctRows = model.distinctRows();
    this.levels = new int[outputs.length];
    List<String> names = model.outputNames();
    Map<String, List<String>> codes = model.outputLevels();
    for (int i = 0; i < names.size(); i++) {
      levels[i] = codes.getOrDefault(names.get(i), List.of()).size();
      outputs[i] = levels[i] > 0 ? 0 : outputs[i]; // a code has no spread
    }
    this.isLinear = model.steps().stream().allMatch(AffineMap.class::isInstance);
    this.rank = model.removed().rank();
    this.openRows = resolution.openRows();
    this.secret = keepsColumns && isAnyCoarse() ? secret(model) : new byte[0];
    this.inputBits = IntStream.range(0, inputs.length).mapToDouble(this::inputBits).toArray();
  }

  private Precision(Precision numbers, double[] inputBits) {
    this.inputs = numbers.inputs;
    this.grids = numbers.grids;
    this.outputs = numbers.outputs;
    this.keepsColumns = numbers.keepsColumns;
    this.levels = numbers.levels;
    this.distinctRows = numbers.distinctRows;
    this.isLinear = numbers.isLinear;
    this.rank = numbers.rank;
    this.openRows = numbers.openRows;
    this.secret = numbers.secret;
    this.inputBits = inputBits;
  }

  /**
   * Of the same model where its inputs were encoded: a category is one column then.
   *
   * @param columns which of the encoding's outputs the inputs are
   */
  Precision ofTable(Encoding encoding, int[] columns) {
    return inputs.length == 0
        ? this
        : new Precision(this, EncodedBits.of(encoding, columns, inputs, inputBits));
  }

  /** Of a model, or empty where it does not know its resolution (inputs may stay unknown). */
  static Optional<Precision> of(Model model) {
    Resolution resolution = model.resolution();
    if (!resolution.isKnown()) {
      return Optional.empty();
    }
    List<Step> steps = model.steps();
    int inputs = resolution.inputDeviations().length;
    if (inputs == 0 && model.keepsColumns()) {
      return Optional.empty();
    }
    if (inputs > 0) {
      requireCount("inputs", inputs, steps.get(0).inputs());
    }
    requireCount(
        "outputs", resolution.outputDeviations().length, steps.get(steps.size() - 1).outputs());
    return Optional.of(new Precision(model, resolution));
  }

  private static void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new BadDataException(
          "resolution: " + found + " " + what + ", the model has " + expected);
    }
  }

  /**
   * The step that rounds.
   *
   * @throws BadDataException if too few raw rows fit components that are worth releasing
   */
  Optional<Rounding> rounding(Digits digits) {
    if (digits.isFull() || distinctRows.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(keepsColumns ? columns(digits) : components(digits));
  }

  /**
   * log₂ of how many rows of the input grids fit a released row: bits of the inputs less bits of
   * the outputs, 0 at least; NaN where nothing is known of the inputs.
   */
  double candidates(Optional<Rounding> rounding) {
    if (inputs.length == 0) {
      return Double.NaN;
    }
    return Math.min(
        ofIndependentColumns(rounding),
        openRows.map(open -> open.bits(widths(rounding))).orElse(Double.POSITIVE_INFINITY));
  }

  private double[] widths(Optional<Rounding> rounding) {
    return IntStream.range(0, outputs.length)
        .mapToDouble(
            i ->
                rounding.flatMap(step -> step.columns().get(i).grid()).map(Grid::width).orElse(0.0))
        .toArray();
  }

  private double ofIndependentColumns(Optional<Rounding> rounding) {
    double in = Arrays.stream(inputBits).sum() - codeBits();
    if (distinctRows.isPresent()) {
      return Math.max(0, in);
    }
    double[] out =
        IntStream.range(0, outputs.length)
            .filter(i -> outputs[i] > NOISE * largest(outputs))
            .mapToDouble(i -> outputBits(i, rounding))
            .sorted()
            .toArray();
    // Of columns, as many as directions are hidden are functions of the others; of features of a
    // kernel, those beyond the number of inputs are, and add next to no digits.
    int said = keepsColumns ? Math.max(0, out.length - rank) : Math.min(out.length, inputs.length);
    return Math.max(0, in - Arrays.stream(out, out.length - said, out.length).sum());
  }

  /** What codes tell at most: the logarithm of how many there are. */
  private double codeBits() {
    return distinctRows.isPresent()
        ? log2(distinctRows.getAsLong())
        : Arrays.stream(levels).filter(count -> count > 0).mapToDouble(Precision::log2).sum();
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }

  private double outputBits(int i, Optional<Rounding> rounding) {
    Optional<Grid> grid = rounding.flatMap(step -> step.columns().get(i).grid());
    return grid.map(points -> Math.max(0, bits(outputs[i], points))).orElse(DOUBLE_BITS);
  }

  /** As fine as asked for, or else as fine as leaves enough raw rows open, if any grid does. */
  private Rounding columns(Digits digits) {
    for (double share = digits.share(); share <= COARSE / ATLEAST; share *= FINER) {
      Rounding rounding = columns(share);
      if (candidates(Optional.of(rounding)) >= LEAST_BITS) {
        return rounding;
      }
    }
    return columns(digits.share());
  }

  private Rounding columns(double share) {
    return new Rounding(
        IntStream.range(0, inputs.length).mapToObj(j -> column(j, share)).toList(), secret);
  }

  private Rounding.Column column(int j, double share) {
    Optional<Grid> own = grids.get(j);
    if (inputs[j] == 0) {
      return new Rounding.Column(own, false, 0);
    }
    double unit = UNIT * inputs[j];
    double least = share * inputs[j];
    return own.isPresent() && own.get().width() >= least
        ? new Rounding.Column(own, isCoarse(j), unit)
        : new Rounding.Column(Optional.of(Grid.atLeast(least)), false, unit);
  }

  private Rounding components(Digits digits) {
    if (!isLinear || largest(inputs) == 0) {
      return components(digits.share());
    }
    for (double share = Math.max(digits.share(), shareThatHides());
        share <= WIDEST;
        share *= FINER) {
      Rounding rounding = components(share);
      if (openRows.isEmpty() || candidates(Optional.of(rounding)) >= LEAST_BITS) {
        return rounding;
      }
    }
    throw tooFew();
  }

  private Rounding components(double share) {
    return new Rounding(
        IntStream.range(0, outputs.length).mapToObj(i -> component(i, share)).toList(), secret);
  }

  private Rounding.Column component(int i, double share) {
    double largest = largest(outputs);
    double width = share * (outputs[i] > NOISE * largest ? outputs[i] : largest);
    return width == 0 || levels[i] > 0
        ? Rounding.Column.AS_IT_IS
        : new Rounding.Column(Optional.of(Grid.atLeast(width)), false, 0);
  }

  private boolean isAnyCoarse() {
    return IntStream.range(0, inputs.length).anyMatch(this::isCoarse);
  }

  /** Whether plain rounding to the grid of the input would give raw values back. */
  private boolean isCoarse(int j) {
    return inputs[j] > 0 && grids.get(j).filter(g -> g.width() > COARSE * inputs[j]).isPresent();
  }

  /**
   * The share of its deviation that a component is rounded to, so that 2^{@value #LEAST_BITS} rows
   * fit. k − r components can be spent on doing away with the columns of most bits: then r
   * components speak of the others alone, and must leave as many rows open, for every r.
   */
  private double shareThatHides() {
    double[] bits = inputBits.clone();
    Arrays.sort(bits);
    int spent = outputs.length;
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (int j = 0; j < bits.length; j++) {
      sum += bits[j];
      int r = j + 1 - (bits.length - spent);
      if (r >= 1) {
        least = Math.min(least, (sum - LEAST_BITS) / r);
      }
    }
    double share = Math.pow(2, NORMAL_BITS - least);
    if (share > WIDEST) {
      throw tooFew();
    }
    return share;
  }

  private BadDataException tooFew() {
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "components: %d of %d columns that carry %.1f bits a row, fewer than 2^%.0f raw rows would fit a"
                + " released one even if it were rounded to half a deviation; fewer components are needed, or full"
                + " precision",
            outputs.length,
            inputBits.length,
            openRows.map(OpenRows::bits).orElseGet(() -> Arrays.stream(inputBits).sum()),
            LEAST_BITS));
  }

  private double inputBits(int j) {
    if (inputs[j] == 0) {
      return 0;
    }
    return grids
        .get(j)
        .map(grid -> Math.min(MOST_BITS, Math.max(0, bits(inputs[j], grid))))
        .orElse(MOST_BITS);
  }

  private static double bits(double deviation, Grid grid) {
    return Math.log(deviation / grid.width()) / Math.log(2) + NORMAL_BITS;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /**
   * A key that only the fitted rows give: the digest of numbers that depend on all of their second
   * moments, of which released rows show no more than a few digits. The same fit, the same key.
   */
  private static byte[] secret(Model model) {
    Resolution resolution = model.resolution();
    DMatrixRMaj probe = new DMatrixRMaj(2, resolution.inputDeviations().length);
    System.arraycopy(resolution.inputDeviations(), 0, probe.data, probe.numCols, probe.numCols);
    Removed removed = model.removed();
    List<double[]> numbers =
        List.of(
            resolution.inputDeviations(),
            resolution.outputDeviations(),
            model.eigenvalues(),
            model.transform(probe).data, // row 1: offsets, row 2: a sum over all of the map
            new double[] {
              removed.rawSpread(), removed.meanSquaredChange(), model.ridge(), model.rowsSeen()
            });
    MessageDigest digest = Digests.sha256();
    for (double[] part : numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * part.length);
      bytes.asDoubleBuffer().put(part);
      digest.update(bytes);
    }
    return digest.digest();
  }
}
