package ml.tacit.audit.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a few independent runs, under Student's t.
 *
 * @param mean over the runs
 * @param error its standard error
 * @param runs how many, at least 2
 */
public record StudentMean(double mean, double error, int runs) {

  /** Of these figures, one a run. */
  public static StudentMean of(double[] figures) {
    double mean = Arrays.stream(figures).average().orElseThrow();
    double squares = Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum();
    int runs = figures.length;
    return new StudentMean(mean, Math.sqrt(squares / (runs - 1) / runs), runs);
  }

  /** One-sided p-value: that runs of this true mean come out as high. */
  public double pAbove(double trueMean) {
    if (error > 0) {
      return student().cumulativeProbability((trueMean - mean) / error);
    }
    return mean > trueMean ? 0 : 1;
  }

  /** Lower and upper limit of the true mean. */
  public double[] limits(double level) {
    double half = error * student().inverseCumulativeProbability((1 + level) / 2);
    return new double[] {mean - half, mean + half};
  }

  private TDistribution student() {
    return new TDistribution(null, runs - 1);
  }
}
