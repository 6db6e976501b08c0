package ml.tacit.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.release.Release;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * How long one row takes from raw to released, on one thread: the first rows of a JVM (cold), and
 * rows after the compiler has done its work (warm). Cold figures need a JVM for each width.
 */
public final class Latency {
  private static final int FITTED = 3000;
  private static final int COLD = 100;
  private static final int WARM_UP = 20_000;
  private static final int WARM = 20_000;

  private Latency() {}

  /** Argument: the number of columns. */
  public static void main(String[] arguments) {
    int columns = Integer.parseInt(arguments[0]);
    LabelledRows rows = rows(columns);
    Release release =
        Release.of(Rdca.ridge(Ridge.DEFAULT).fit(rows, Roles.hide("person").withKeep("activity")));
    double[][] single = new double[FITTED][];
    Arrays.setAll(
        single, i -> Arrays.copyOfRange(rows.rows().data, i * columns, (i + 1) * columns));
    long[] cold = times(release, single, COLD);
    times(release, single, WARM_UP);
    long[] warm = times(release, single, WARM);
    System.out.println(line(columns, "cold", cold));
    System.out.println(line(columns, "warm", warm));
  }

  private static long[] times(Release release, double[][] rows, int count) {
    long[] times = new long[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double[] row = rows[i % rows.length];
      long start = System.nanoTime();
      double[] released = release.transform(row);
      times[i] = System.nanoTime() - start;
      sum += released[0];
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("no number");
    }
    Arrays.sort(times);
    return times;
  }

  private static String line(int columns, String when, long[] sorted) {
    return String.format(
        Locale.ROOT,
        "%d columns, %s: p50 %.1f µs, p99 %.1f µs (%d rows)",
        columns,
        when,
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        sorted.length);
  }

  /** People who do six things, in Gaussian rows. */
  static LabelledRows rows(int columns) {
    Random random = new Random(1);
    DMatrixRMaj rows = new DMatrixRMaj(FITTED, columns);
    int[] person = new int[FITTED];
    int[] activity = new int[FITTED];
    for (int i = 0; i < FITTED; i++) {
      person[i] = random.nextInt(30);
      activity[i] = random.nextInt(6);
      for (int j = 0; j < columns; j++) {
        double mean = j % 30 == person[i] || j % 6 == activity[i] ? 1 : 0;
        rows.set(i, j, mean + random.nextGaussian());
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(
        names, rows, Map.of("person", Labels.of(person), "activity", Labels.of(activity)));
  }
}
