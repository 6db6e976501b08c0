package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * MHEALTH in windows of 2.56 s with 50 % overlap, each within a run of one label: {@link
 * WindowFeatures} of chest (acceleration only), ankle and arm, and mean, deviation and range of
 * each ECG lead and magnetometer axis. Gravity is split off over a whole log, as {@link Recording}
 * does it.
 *
 * <p>Needs the published logs, in time order: in a shuffled sample no run of one label is as long
 * as a window, which is refused.
 */
final class MhealthWindows {
  private static final double RATE = 50;
  private static final int WINDOW = 128;
  private static final double STANDARD_GRAVITY = 9.80665;
  private static final List<Integer> SINGLE_CHANNELS = List.of(3, 4, 11, 12, 13, 20, 21, 22);

  /** Where a sensor sits: its first acceleration channel, and of its gyroscope, or -1. */
  private record Place(String name, int acceleration, int gyro) {}

  private static final List<Place> PLACES =
      List.of(new Place("chest", 0, -1), new Place("ankle", 5, 8), new Place("arm", 14, 17));

  private final WindowFeatures features = WindowFeatures.of(RATE, WINDOW);
  private final List<String> names = names(features);
  private final RowBuffer rows = new RowBuffer(names.size());
  private final List<String> subjects = new ArrayList<>();
  private final List<String> activities = new ArrayList<>();

  private MhealthWindows() {}

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.MHEALTH_WINDOWS.open(folderOrZip)) {
      MhealthWindows windows = new MhealthWindows();
      MhealthLogs.read(members, windows::add);
      return windows.toRows();
    }
  }

  private void add(MhealthLogs.Log log) {
    List<int[]> runs = runs(log.activities());
    int longest = runs.stream().mapToInt(run -> run[1] - run[0]).max().orElse(0);
    if (longest < WINDOW) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: the longest run of one label has %d rows, expected at least %d; windows need the published logs in time order, a shuffled sample serves row by row only",
              log.file(),
              longest,
              WINDOW));
    }
    double[][] channels = channels(log.rows());
    List<double[][]> gravity = new ArrayList<>();
    for (Place place : PLACES) {
      gravity.add(gravity(channels, place));
    }
    for (int[] run : runs) {
      for (int from = run[0]; from + WINDOW <= run[1]; from += WINDOW / 2) {
        rows.add(window(channels, gravity, from));
        subjects.add(log.person());
        activities.add(log.activities().get(from));
      }
    }
  }

  private double[] window(double[][] channels, List<double[][]> gravity, int from) {
    double[] row = new double[names.size()];
    int at = 0;
    for (int p = 0; p < PLACES.size(); p++) {
      Place place = PLACES.get(p);
      double[][] slow = slice(gravity.get(p), 0, from);
      double[][] body = slice(channels, place.acceleration(), from);
      double[][] gyro =
          place.gyro() < 0 ? new double[3][WINDOW] : slice(channels, place.gyro(), from);
      for (int axis = 0; axis < 3; axis++) {
        body[axis] = Signals.minus(body[axis], slow[axis]);
      }
      double[] values = features.apply(new SensorWindow(slow, body, gyro));
      for (int j = 0; j < values.length; j++) {
        if (isKept(place, features.names().get(j))) {
          row[at++] = values[j];
        }
      }
    }
    for (int channel : SINGLE_CHANNELS) {
      SampleStatistics of =
          new SampleStatistics(Arrays.copyOfRange(channels[channel], from, from + WINDOW));
      row[at++] = of.mean();
      row[at++] = of.std();
      row[at++] = of.max();
      row[at++] = of.min();
    }
    return row;
  }

  private LabelledRows toRows() {
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("subject", Labels.of(subjects.toArray(String[]::new)));
    labels.put("activity", Labels.of(activities.toArray(String[]::new)));
    return new LabelledRows(names, rows.toMatrix(), labels);
  }

  private static List<String> names(WindowFeatures features) {
    List<String> names = new ArrayList<>();
    for (Place place : PLACES) {
      for (String name : features.names()) {
        if (isKept(place, name)) {
          names.add(place.name() + "-" + name);
        }
      }
    }
    for (int channel : SINGLE_CHANNELS) {
      for (String statistic : List.of("mean()", "std()", "max()", "min()")) {
        names.add(MhealthLogs.CHANNELS.get(channel) + "-" + statistic);
      }
    }
    return List.copyOf(names);
  }

  /** Without a gyroscope its features would be constant. */
  private static boolean isKept(Place place, String feature) {
    return place.gyro() >= 0 || !feature.contains("Gyro");
  }

  /** Stretches of one label: first row and the row after the last. */
  private static List<int[]> runs(List<String> activities) {
    List<int[]> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= activities.size(); i++) {
      if (i == activities.size() || !activities.get(i).equals(activities.get(from))) {
        runs.add(new int[] {from, i});
        from = i;
      }
    }
    return runs;
  }

  /** One array per channel, accelerations in g and angular velocities in rad/s. */
  private static double[][] channels(DMatrixRMaj rows) {
    double[][] channels = new double[rows.numCols][rows.numRows];
    for (int j = 0; j < channels.length; j++) {
      String name = MhealthLogs.CHANNELS.get(j);
      double unit =
          name.contains("-acc-")
              ? 1 / STANDARD_GRAVITY
              : name.contains("-gyro-") ? Math.PI / 180 : 1;
      for (int t = 0; t < rows.numRows; t++) {
        channels[j][t] = unit * rows.get(t, j);
      }
    }
    return channels;
  }

  private static double[][] gravity(double[][] channels, Place place) {
    GravityFilter filter = new GravityFilter(RATE);
    double[][] gravity = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      gravity[axis] = filter.apply(channels[place.acceleration() + axis]);
    }
    return gravity;
  }

  private static double[][] slice(double[][] signals, int first, int from) {
    double[][] part = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      part[axis] = Arrays.copyOfRange(signals[first + axis], from, from + WINDOW);
    }
    return part;
  }
}
