package ml.tacit.sensing;

import java.util.Arrays;

/** Statistics of one stretch of samples; the formulas are in {@link WindowFeatures}. */
final class SampleStatistics {
  private final double[] centred;
  private final double[] sorted;
  private final double mean;
  private final double energy;
  private final double variance;
  private final double thirdMoment;

  /** Statistics of at least one sample; the array is not kept. */
  SampleStatistics(double[] x) {
    int n = x.length;
    sorted = x.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double sumOfSquares = 0;
    for (double value : x) {
      sum += value;
      sumOfSquares += value * value;
    }
    // A constant's mean is the constant: a last-digit difference would pass for variation.
    mean = sorted[0] == sorted[n - 1] ? x[0] : sum / n;
    energy = sumOfSquares / n;
    centred = new double[n];
    double second = 0;
    double third = 0;
    for (int i = 0; i < n; i++) {
      double c = x[i] - mean;
      centred[i] = c;
      second += c * c;
      third += c * c * c;
    }
    variance = second / n;
    thirdMoment = third / n;
  }

  boolean isConstant() {
    return variance == 0;
  }

  double mean() {
    return mean;
  }

  double std() {
    return Math.sqrt(variance);
  }

  double energy() {
    return energy;
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  double min() {
    return sorted[0];
  }

  double meanDeviation() {
    double sum = 0;
    for (double c : centred) {
      sum += Math.abs(c);
    }
    return sum / centred.length;
  }

  double interquartileRange() {
    return quantile(sorted, 0.75) - quantile(sorted, 0.25);
  }

  double skewness() {
    double cube = variance * Math.sqrt(variance);
    return cube > 0 ? thirdMoment / cube : 0;
  }

  /** Of x − mean at a lag, over the variance; 0 for a constant and from the length on. */
  double autocorrelation(int lag) {
    if (isConstant()) {
      return 0;
    }
    double sum = 0;
    for (int i = lag; i < centred.length; i++) {
      sum += centred[i] * centred[i - lag];
    }
    return sum / (variance * centred.length);
  }

  /** 0 if one of them does not vary. */
  static double correlation(SampleStatistics a, SampleStatistics b) {
    double scale = Math.sqrt(a.variance) * Math.sqrt(b.variance);
    if (!(scale > 0)) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < a.centred.length; i++) {
      sum += a.centred[i] * b.centred[i];
    }
    return Math.max(-1, Math.min(1, sum / a.centred.length / scale));
  }

  static double magnitudeArea(double[][] xyz) {
    double sum = 0;
    for (double[] axis : xyz) {
      for (double value : axis) {
        sum += Math.abs(value);
      }
    }
    return sum / xyz[0].length;
  }

  private static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
