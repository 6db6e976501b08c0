package ml.tacit.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * How long work on many rows will take, as a range: measured on few of them and on three times as
 * many, and continued from there.
 *
 * @param from seconds
 * @param to seconds
 */
record Estimate(double from, double to) {
  /** Work on fewer numbers than this, rows times columns, is not long. */
  private static final long LEAST_NUMBERS = 400_000;

  /** Rows of the first trial. */
  static final int FEW = 400;

  private static final int MORE = 3;

  /** Shorter work is not announced. */
  private static final double LONG = 60;

  /** How far off a figure may be: other work, other rows. */
  private static final double FACTOR = 2;

  /** Does the work on so many of the rows. */
  interface Work {
    void on(int rows);
  }

  /** Says how long a task takes, where that is more than a minute. */
  static void say(String task, int rows, int columns, Work work) {
    if ((long) rows * columns < LEAST_NUMBERS || rows < 2 * MORE * FEW) {
      return;
    }
    of(rows, work, System::nanoTime)
        .ifPresent(
            estimate ->
                RunLog.current()
                    .progress(
                        task + ": " + estimate.words() + " for " + rows + " rows",
                        Map.of(
                            "task", task,
                            "secondsFrom", Math.round(estimate.from),
                            "secondsTo", Math.round(estimate.to))));
  }

  /** The range; empty where it is below a minute, or few rows do not stand for many. */
  static Optional<Estimate> of(int rows, Work work, LongSupplier clock) {
    try {
      double cold = seconds(FEW, work, clock);
      if (cold * rows / FEW < LONG) {
        return Optional.empty();
      }
      double more = seconds(MORE * FEW, work, clock);
      double few = seconds(FEW, work, clock);
      Estimate estimate = continued(few, more, rows / (double) (MORE * FEW));
      return estimate.to < LONG ? Optional.empty() : Optional.of(estimate);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) { // few rows may lack a class, say: the work itself tells
      return Optional.empty();
    }
  }

  /** To so many times more rows, as a power of their number and as a line: between, and around. */
  private static Estimate continued(double few, double more, double times) {
    double power = Math.max(0.5, Math.min(2, Math.log(more / few) / Math.log(MORE)));
    double asPower = more * Math.pow(times, power);
    double growth = Math.max(0, more - few) * MORE / (MORE - 1);
    double asLine = more + growth * (times - 1);
    return new Estimate(Math.min(asPower, asLine) / FACTOR, Math.max(asPower, asLine) * FACTOR);
  }

  private static double seconds(int rows, Work work, LongSupplier clock) {
    long start = clock.getAsLong();
    work.on(rows);
    return Math.max(1e-3, (clock.getAsLong() - start) * 1e-9);
  }

  String words() {
    double unit = to < 2 * LONG ? 1 : to < 2 * LONG * LONG ? LONG : LONG * LONG;
    String name = unit == 1 ? "seconds" : unit == LONG ? "minutes" : "hours";
    return String.format(
        Locale.ROOT, "about %s to %s %s", shown(from / unit), shown(to / unit), name);
  }

  private static String shown(double x) {
    return String.format(Locale.ROOT, x < 10 ? "%.1f" : "%.0f", x);
  }
}
