package ml.tacit.audit;

import java.util.Arrays;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Limits;

/** Made-up figures of releases on the same rows. */
public final class SomeMeasured {
  private static final int ROWS = 1000;

  private SomeMeasured() {}

  /**
   * A release.
   *
   * @param wrong rows whose label to keep is not found: the first ones
   * @param found rows in which an attacker gains: every so many
   */
  public static Measured of(String name, int cells, int wrong, int found) {
    return of(name, cells, wrong, found, (double) found / ROWS);
  }

  /** With a lower limit of the gain of its own, as of fewer rows. */
  public static Measured of(String name, int cells, int wrong, int found, double low) {
    double[] utility = new double[ROWS];
    Arrays.fill(utility, wrong, ROWS, 1);
    double[] leak = new double[ROWS];
    for (int i = 0; i < found; i++) {
      leak[i * (ROWS / found)] = 1;
    }
    double gain = (double) found / ROWS;
    double kept = 1 - (double) wrong / ROWS;
    return new Measured(
        new Frontier.Point(
            name, "cells", 1, cells, 3, kept, kept, kept, gain, "who counts", gain, low, gain),
        utility,
        leak,
        new Limits(Blocks.single(ROWS), 0.95));
  }
}
