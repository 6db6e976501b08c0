package ml.tacit.sensing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * The features of a window of inertial signals, the same for simulated and for real recordings.
 *
 * <p>Signals as in UCI HAR: body acceleration, gravity, angular velocity, the derivative of the
 * body acceleration (jerk), and magnitudes over the three axes. {@code t} names are of the time
 * signal, {@code f} names of its spectrum. With x the n samples and m their mean:
 *
 * <ul>
 *   <li>{@code mean}, {@code max}, {@code min}; {@code std} = sqrt(Σ(x−m)²/n); {@code energy} =
 *       Σx²/n; {@code mad} = mean |x−m|; {@code iqr} between the linearly interpolated quartiles;
 *       {@code skewness} = Σ(x−m)³/n / std³; {@code sma} = mean of |x|+|y|+|z|; {@code correlation}
 *       of two axes.
 *   <li>{@code period}: the lag in seconds, from 0.2 s to 0.4 of the window, where the
 *       autocorrelation of x−m is largest; {@code regularity}: its value there; {@code symmetry}:
 *       its value at twice that lag.
 *   <li>Spectrum of x−m, no taper, power P_k at k·rate/n Hz with ΣP_k = std²: {@code dominant} (Hz
 *       of the largest), {@code spectralCentroid} = Σ f_k P_k / ΣP_k, {@code spectralEntropy} of
 *       P/ΣP over the log of the number of lines (0 one line, 1 flat), {@code band}: power between
 *       two frequencies, the upper one included.
 * </ul>
 *
 * <p>Units follow from g, rad/s, s and Hz; nothing is scaled. A signal that does not vary has
 * skewness, correlation, period, regularity, symmetry, dominant, spectralCentroid and
 * spectralEntropy 0, so finite input never gives NaN. Strict arithmetic: same bits on every
 * machine. Immutable and thread-safe.
 *
 * <p>Where a name is also one of UCI HAR's the definition is the same, found by comparing with the
 * published values, which are scaled to [-1, 1] besides. (Its {@code mad()} is described as the
 * median absolute deviation but published as the mean one.)
 *
 * <p>Source of the choice: Anguita et al., ESANN 2013; regularity and symmetry after Moe-Nilssen
 * and Helbostad, doi:10.1016/S0021-9290(03)00233-1.
 */
public final class WindowFeatures {
  private static final String[] AXES = {"-X", "-Y", "-Z"};
  private static final double[] BAND_TOPS_HZ = {1.5, 3.125, 6.25};
  private static final double SHORTEST_PERIOD_SECONDS = 0.2;
  private static final double LONGEST_PERIOD = 0.4;

  private final double rate;
  private final int samples;
  private final List<String> names;

  private WindowFeatures(double rate, int samples) {
    this.rate = rate;
    this.samples = samples;
    double[][] zeros = new double[3][samples];
    FeatureRow row = FeatureRow.withNames();
    collect(new SensorWindow(zeros, zeros, zeros), row);
    this.names = row.names();
  }

  /**
   * Features of windows of one rate and length.
   *
   * @param rate samples per second
   * @param samples samples per window, a power of two from 16
   * @return the feature extractor
   * @throws BadDataException if an argument is out of range
   */
  public static WindowFeatures of(double rate, int samples) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new BadDataException("rate: " + rate + ", expected a positive number of hertz");
    }
    if (samples < 16 || Integer.bitCount(samples) != 1) {
      throw new BadDataException("samples: " + samples + ", expected a power of two from 16");
    }
    return new WindowFeatures(rate, samples);
  }

  /**
   * The feature names, without commas.
   *
   * @return the names, immutable
   */
  public List<String> names() {
    return names;
  }

  /**
   * The features of a window.
   *
   * @param window a window of the given length
   * @return a fresh array in the order of {@link #names()}
   * @throws BadDataException if the window has another length or a sample is not finite
   */
  public double[] apply(SensorWindow window) {
    if (window.length() != samples) {
      throw new BadDataException("window of " + window.length() + " samples, expected " + samples);
    }
    FeatureRow row = FeatureRow.values(names.size());
    collect(window, row);
    double[] values = row.values();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new BadDataException(
            String.format(
                Locale.ROOT, "window: %s is %s, expected finite samples", names.get(i), values[i]));
      }
    }
    return values;
  }

  /**
   * The features of several windows.
   *
   * @param windows windows of the given length
   * @return a row per window, a column per name
   * @throws BadDataException if a window has another length or a sample is not finite
   */
  public DMatrixRMaj apply(List<SensorWindow> windows) {
    DMatrixRMaj rows = new DMatrixRMaj(windows.size(), names.size());
    for (int i = 0; i < windows.size(); i++) {
      System.arraycopy(apply(windows.get(i)), 0, rows.data, i * rows.numCols, rows.numCols);
    }
    return rows;
  }

  private void collect(SensorWindow window, FeatureRow row) {
    double[][] jerk = Signals.derivative(window.body(), rate);
    double[] bodyMagnitude = Signals.magnitude(window.body());
    double[] gyroMagnitude = Signals.magnitude(window.gyro());
    axes("tBodyAcc", window.body(), row);
    position("tGravityAcc", window.gravity(), row);
    spread("tBodyAccJerk", jerk, row);
    axes("tBodyGyro", window.gyro(), row);
    magnitude("tBodyAccMag", bodyMagnitude, row);
    magnitude("tBodyGyroMag", gyroMagnitude, row);
    for (int axis = 0; axis < 3; axis++) {
      spectrum("fBodyAcc", AXES[axis], window.body()[axis], row);
    }
    for (int axis = 0; axis < 3; axis++) {
      spectrum("fBodyGyro", AXES[axis], window.gyro()[axis], row);
    }
    spectrum("fBodyAccMag", "", bodyMagnitude, row);
  }

  private static void axes(String signal, double[][] xyz, FeatureRow row) {
    SampleStatistics[] of = new SampleStatistics[3];
    for (int axis = 0; axis < 3; axis++) {
      of[axis] = new SampleStatistics(xyz[axis]);
      timeDomain(signal, AXES[axis], of[axis], row);
    }
    row.add(signal, "sma()", "", SampleStatistics.magnitudeArea(xyz));
    row.add(signal, "correlation()", "-XY", SampleStatistics.correlation(of[0], of[1]));
    row.add(signal, "correlation()", "-XZ", SampleStatistics.correlation(of[0], of[2]));
    row.add(signal, "correlation()", "-YZ", SampleStatistics.correlation(of[1], of[2]));
  }

  private static void timeDomain(String signal, String axis, SampleStatistics of, FeatureRow row) {
    row.add(signal, "mean()", axis, of.mean());
    row.add(signal, "std()", axis, of.std());
    row.add(signal, "mad()", axis, of.meanDeviation());
    row.add(signal, "max()", axis, of.max());
    row.add(signal, "min()", axis, of.min());
    row.add(signal, "energy()", axis, of.energy());
    row.add(signal, "iqr()", axis, of.interquartileRange());
    row.add(signal, "skewness()", axis, of.skewness());
  }

  private static void position(String signal, double[][] xyz, FeatureRow row) {
    for (int axis = 0; axis < 3; axis++) {
      SampleStatistics of = new SampleStatistics(xyz[axis]);
      row.add(signal, "mean()", AXES[axis], of.mean());
      row.add(signal, "std()", AXES[axis], of.std());
      row.add(signal, "max()", AXES[axis], of.max());
      row.add(signal, "min()", AXES[axis], of.min());
    }
  }

  private static void spread(String signal, double[][] xyz, FeatureRow row) {
    for (int axis = 0; axis < 3; axis++) {
      SampleStatistics of = new SampleStatistics(xyz[axis]);
      row.add(signal, "std()", AXES[axis], of.std());
      row.add(signal, "mad()", AXES[axis], of.meanDeviation());
      row.add(signal, "max()", AXES[axis], of.max());
      row.add(signal, "min()", AXES[axis], of.min());
    }
    row.add(signal, "sma()", "", SampleStatistics.magnitudeArea(xyz));
  }

  private void magnitude(String signal, double[] norm, FeatureRow row) {
    SampleStatistics of = new SampleStatistics(norm);
    timeDomain(signal, "", of, row);
    int shortest = Math.max(1, (int) Math.round(SHORTEST_PERIOD_SECONDS * rate));
    int longest = (int) (LONGEST_PERIOD * norm.length);
    int period = 0;
    double regularity = 0;
    for (int lag = shortest; lag <= longest && !of.isConstant(); lag++) {
      double r = of.autocorrelation(lag);
      if (period == 0 || r > regularity) {
        period = lag;
        regularity = r;
      }
    }
    row.add(signal, "period()", "", period / rate);
    row.add(signal, "regularity()", "", regularity);
    row.add(signal, "symmetry()", "", period == 0 ? 0 : of.autocorrelation(2 * period));
  }

  private void spectrum(String signal, String axis, double[] x, FeatureRow row) {
    PowerSpectrum spectrum = PowerSpectrum.of(x, rate);
    row.add(signal, "dominant()", axis, spectrum.dominantHz());
    row.add(signal, "spectralCentroid()", axis, spectrum.meanHz());
    row.add(signal, "spectralEntropy()", axis, spectrum.entropy());
    double from = 0;
    for (double to : BAND_TOPS_HZ) {
      row.add(signal, "band(" + from + "-" + to + "Hz)", axis, spectrum.power(from, to));
      from = to;
    }
    row.add(signal, "band(" + from + "Hz-)", axis, spectrum.power(from, rate));
  }

  /** Names and values gathered in one walk, so that they cannot get out of step. */
  private static final class FeatureRow {
    private final List<String> names;
    private final double[] values;
    private int size;

    private FeatureRow(List<String> names, double[] values) {
      this.names = names;
      this.values = values;
    }

    static FeatureRow withNames() {
      return new FeatureRow(new ArrayList<>(), new double[256]);
    }

    static FeatureRow values(int size) {
      return new FeatureRow(null, new double[size]);
    }

    void add(String signal, String statistic, String axis, double value) {
      if (names != null) {
        names.add(signal + "-" + statistic + axis);
      }
      values[size++] = value;
    }

    List<String> names() {
      return List.copyOf(names);
    }

    double[] values() {
      return size == values.length ? values : Arrays.copyOf(values, size);
    }
  }
}
