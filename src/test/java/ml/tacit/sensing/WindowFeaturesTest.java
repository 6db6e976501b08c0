package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import ml.tacit.Shared;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFeaturesTest {
  private static final int N = 128;
  private static final double RATE = 50;
  private static final double LINE_HZ = RATE / N;

  private final WindowFeatures features = WindowFeatures.of(RATE, N);

  @Test
  void aSineHasItsClosedForms() {
    double amplitude = 0.7;
    int cycles = 8;
    double[] sine = sine(amplitude, cycles);
    double[] values = features.apply(window(zeros(), axes(sine, constant(0), sine), zeros()));

    assertEquals(0, value(values, "tBodyAcc-mean()-X"), 1e-15);
    assertEquals(amplitude / Math.sqrt(2), value(values, "tBodyAcc-std()-X"), 1e-14);
    assertEquals(amplitude * amplitude / 2, value(values, "tBodyAcc-energy()-X"), 1e-14);
    assertEquals(amplitude, value(values, "tBodyAcc-max()-X"), 1e-3);
    assertEquals(0, value(values, "tBodyAcc-skewness()-X"), 1e-13);
    assertEquals(1, value(values, "tBodyAcc-correlation()-XZ"), 1e-14);
    assertEquals(0, value(values, "tBodyAcc-correlation()-XY"), 0);
    assertEquals(cycles * LINE_HZ, value(values, "fBodyAcc-dominant()-X"), 1e-12);
    assertEquals(cycles * LINE_HZ, value(values, "fBodyAcc-spectralCentroid()-X"), 1e-12);
    assertEquals(0, value(values, "fBodyAcc-spectralEntropy()-X"), 1e-12);
    // 8 lines up are 3.125 Hz, the top of its band, which belongs to it.
    assertEquals(amplitude * amplitude / 2, value(values, "fBodyAcc-band(1.5-3.125Hz)-X"), 1e-14);
    assertEquals(0, value(values, "fBodyAcc-band(3.125-6.25Hz)-X"), 1e-14);
  }

  @Test
  void thePeriodOfTheMagnitudeIsFound() {
    double[] sine = sine(0.3, 8);
    double[] lifted = Arrays.stream(sine).map(v -> v + 1).toArray();
    double[] values =
        features.apply(window(zeros(), axes(lifted, constant(0), constant(0)), zeros()));
    assertEquals(16 / RATE, value(values, "tBodyAccMag-period()"), 1e-12);
    // A lag of two out of sixteen periods leaves 14/16 of the products, of one 15/16... per sample.
    assertEquals(1 - 16.0 / N, value(values, "tBodyAccMag-regularity()"), 1e-12);
    assertEquals(1 - 32.0 / N, value(values, "tBodyAccMag-symmetry()"), 1e-12);
  }

  @Test
  void bandsAddUpToTheVarianceAndWhiteNoiseIsNearlyFlat() {
    double[][] noise = new double[3][N];
    Random random = new Random(3);
    for (double[] axis : noise) {
      Arrays.setAll(axis, i -> random.nextGaussian() + 5);
    }
    double[] values = features.apply(window(zeros(), noise, noise));
    for (String axis : List.of("-X", "-Y", "-Z")) {
      double bands = 0;
      for (String name : features.names()) {
        if (name.startsWith("fBodyAcc-band(") && name.endsWith(axis)) {
          bands += value(values, name);
        }
      }
      double std = value(values, "tBodyAcc-std()" + axis);
      assertEquals(std * std, bands, 1e-12);
      assertTrue(value(values, "fBodyAcc-spectralEntropy()" + axis) > 0.85);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -1e300, 1e-310, 9.81})
  void aConstantHasNoSpreadAndNothingUndefined(double level) {
    double[][] flat = axes(constant(level), constant(level), constant(level));
    double[] values;
    if (Math.abs(level) > 1e100) {
      // Energy overflows: answered in one line, not with an infinity.
      assertThrows(BadDataException.class, () -> features.apply(window(flat, flat, flat)));
      return;
    }
    values = features.apply(window(flat, flat, flat));
    for (String name : features.names()) {
      double value = value(values, name);
      assertTrue(Double.isFinite(value), name);
      boolean isLevel = name.matches(".*-(mean|max|min|sma|energy)\\(\\).*");
      boolean isJerk = name.contains("Jerk");
      if (!isLevel || isJerk) {
        assertEquals(0, value, 0, name);
      }
    }
    assertEquals(level, value(values, "tBodyAcc-mean()-Y"), 0);
  }

  @Test
  void namesAreDistinctAndWithoutCommas() {
    List<String> names = features.names();
    assertEquals(names.size(), new HashSet<>(names).size());
    assertTrue(names.stream().noneMatch(name -> name.contains(",")));
    assertEquals(names.size(), features.apply(window(zeros(), zeros(), zeros())).length);
  }

  @Test
  void wrongWindowsAreRefused() {
    double[][] longer = new double[3][2 * N];
    assertMessage(
        "window of 256 samples, expected 128",
        () -> features.apply(new SensorWindow(longer, longer, longer)));
    double[][] holed = axes(constant(1), constant(Double.NaN), constant(1));
    assertMessage(
        "window: tBodyAcc-mean()-Y is NaN, expected finite samples",
        () -> features.apply(window(zeros(), holed, zeros())));
    assertMessage(
        "samples: 100, expected a power of two from 16", () -> WindowFeatures.of(RATE, 100));
    assertMessage(
        "gyro: 2 axes, expected 3", () -> new SensorWindow(zeros(), zeros(), new double[2][N]));
  }

  @Test
  void gravityIsTheSlowPart() {
    int n = 4000;
    double[] slow = new double[n];
    double[] atCorner = new double[n];
    double[] fast = new double[n];
    for (int t = 0; t < n; t++) {
      slow[t] = StrictMath.sin(2 * Math.PI * 0.03 * t / RATE);
      atCorner[t] = StrictMath.sin(2 * Math.PI * 0.3 * t / RATE);
      fast[t] = StrictMath.sin(2 * Math.PI * 1.5 * t / RATE);
    }
    GravityFilter filter = new GravityFilter(RATE);
    // Forwards and backwards: the squared gain 1/(1 + (f/0.3)^6), and no delay.
    assertEquals(1, ratio(filter.apply(slow), slow), 1e-3);
    assertEquals(0.5, ratio(filter.apply(atCorner), atCorner), 5e-3);
    assertEquals(0, ratio(filter.apply(fast), fast), 1e-3);
    double[] level = new double[300];
    Arrays.fill(level, 0.98);
    double[] kept = filter.apply(level);
    assertArrayEquals(level, kept, 1e-12);
    assertEquals(1, filter.apply(new double[] {0.5}).length);
  }

  @Test
  void aRecordingIsCutIntoHalfOverlappingWindows() {
    double[][] ramp = new double[3][N * 2 + 63];
    for (double[] axis : ramp) {
      Arrays.setAll(axis, i -> i);
    }
    List<SensorWindow> windows = new Recording(RATE, ramp, ramp).windows(N, N / 2);
    assertEquals(3, windows.size());
    for (int k = 0; k < 3; k++) {
      assertEquals(64 * k, windows.get(k).gyro()[2][0]);
      SensorWindow window = windows.get(k);
      assertEquals(64 * k + 5, window.gravity()[0][5] + window.body()[0][5], 1e-12);
    }
    assertTrue(new Recording(RATE, zeros(), zeros()).windows(N + 1, 1).isEmpty());
  }

  /** The positive control on real data: the published features, up to their scaling. */
  @Test
  void realSignalsGiveThePublishedFeatures() throws IOException {
    Path folder = Shared.require("datasets/uci-har");
    LabelledRows own = UciHar.loadFromSignals(folder);
    LabelledRows published = UciHar.load(folder);
    assertEquals(own.labels().get("subject").classes(), published.label("subject").classes());
    int matched = 0;
    for (int j = 0; j < own.features().size(); j++) {
      String name = own.features().get(j);
      int k = published.features().indexOf(name);
      if (k >= 0) {
        matched++;
        double r = correlation(own.rows(), j, published.rows(), k);
        assertTrue(r > 0.999, name + " correlates by " + r + ", expected over 0.999");
      }
    }
    assertEquals(83, matched);
    // And the control of the control: another axis does not.
    double other =
        correlation(
            own.rows(),
            own.features().indexOf("tBodyAcc-mean()-X"),
            published.rows(),
            published.features().indexOf("tBodyAcc-mean()-Y"));
    assertTrue(Math.abs(other) < 0.5, "another axis correlates by " + other);
  }

  private double value(double[] values, String name) {
    int index = features.names().indexOf(name);
    assertTrue(index >= 0, name);
    return values[index];
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(BadDataException.class, action::run).getMessage());
  }

  private static SensorWindow window(double[][] gravity, double[][] body, double[][] gyro) {
    return new SensorWindow(gravity, body, gyro);
  }

  private static double[][] axes(double[] x, double[] y, double[] z) {
    return new double[][] {x, y, z};
  }

  private static double[][] zeros() {
    return new double[3][N];
  }

  private static double[] constant(double level) {
    double[] signal = new double[N];
    Arrays.fill(signal, level);
    return signal;
  }

  private static double[] sine(double amplitude, int cycles) {
    double[] signal = new double[N];
    Arrays.setAll(signal, t -> amplitude * StrictMath.sin(2 * Math.PI * cycles * t / N));
    return signal;
  }

  /** How much of {@code in} is in {@code out}, over the middle half. */
  private static double ratio(double[] out, double[] in) {
    double product = 0;
    double square = 0;
    for (int t = in.length / 4; t < 3 * in.length / 4; t++) {
      product += out[t] * in[t];
      square += in[t] * in[t];
    }
    return product / square;
  }

  private static double correlation(DMatrixRMaj a, int j, DMatrixRMaj b, int k) {
    double[] x = new double[a.numRows];
    double[] y = new double[b.numRows];
    Arrays.setAll(x, i -> a.get(i, j));
    Arrays.setAll(y, i -> b.get(i, k));
    return SampleStatistics.correlation(new SampleStatistics(x), new SampleStatistics(y));
  }
}
