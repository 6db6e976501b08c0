package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * MotionSense, device motion: windows of 2.56 s with 50 % overlap through {@link WindowFeatures},
 * by trial, person, then time. Gravity comes split off by the phone.
 *
 * <p>Read as published, {@code dws_1/sub_1.csv} with the row number in front, or one file a trial,
 * {@code dws_1.csv} with the person in front. {@code data_subjects_info.csv} lies beside the
 * published zip file of recordings, not in it: without it there are no labels of who people are.
 */
final class MotionSense {
  /** What the complete data gives. */
  static final int WINDOWS = 21_539;

  private static final double RATE = 50;
  private static final int WINDOW = 128;
  private static final String CHANNELS =
      "attitude.roll,attitude.pitch,attitude.yaw,gravity.x,gravity.y,gravity.z,rotationRate.x,"
          + "rotationRate.y,rotationRate.z,userAcceleration.x,userAcceleration.y,userAcceleration.z";
  private static final int GRAVITY = 4;
  private static final int GYRO = 7;
  private static final int BODY = 10;
  private static final int COLUMNS = 13;
  private static final Map<String, String> ACTIVITIES =
      Map.of(
          "dws", "downstairs",
          "ups", "upstairs",
          "wlk", "walking",
          "jog", "jogging",
          "sit", "sitting",
          "std", "standing");
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?(dws|ups|wlk|jog|sit|std)_(\\d{1,3})(?:/sub_(\\d{1,4}))?\\.csv");

  private MotionSense() {}

  static boolean isRecording(String name) {
    return FILE.matcher(name).matches();
  }

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.MOTIONSENSE.open(folderOrZip)) {
      Windows windows = new Windows(MotionSensePeople.read(members));
      for (Trial trial : trials(members)) {
        read(members, trial, windows);
      }
      return windows.toRows();
    }
  }

  /** A file: one person's recording, or (person 0) one after the other of several people. */
  private record Trial(String file, String activity, int number, int person) {}

  private static List<Trial> trials(Members members) {
    List<Trial> trials = new ArrayList<>();
    for (String name : members.names()) {
      Matcher parts = FILE.matcher(name);
      if (parts.matches()) {
        int person = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        trials.add(
            new Trial(
                name, ACTIVITIES.get(parts.group(1)), Integer.parseInt(parts.group(2)), person));
      }
    }
    trials.sort(Comparator.comparingInt(Trial::number).thenComparingInt(Trial::person));
    return trials;
  }

  private static void read(Members members, Trial trial, Windows windows) throws IOException {
    try (NumberReader in = members.numbers(trial.file())) {
      String header = in.readLine();
      if (!header.substring(header.indexOf(',') + 1).equals(CHANNELS)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: header '%s', expected '...,%s'",
                members.nameOf(trial.file()),
                header,
                CHANNELS));
      }
      double[] row = new double[COLUMNS];
      RowBuffer recording = new RowBuffer(COLUMNS);
      int person = trial.person();
      while (in.next(row, 0, COLUMNS)) {
        if (trial.person() == 0 && recording.size() > 0 && row[0] != person) {
          windows.add(trial, person, recording.toMatrix());
          recording = new RowBuffer(COLUMNS);
        }
        if (trial.person() == 0) {
          person = (int) row[0];
        }
        recording.add(row);
      }
      windows.add(trial, person, recording.toMatrix());
    }
  }

  /** The windows of all recordings, with their labels. */
  private static final class Windows {
    private final WindowFeatures features = WindowFeatures.of(RATE, WINDOW);
    private final RowBuffer rows = new RowBuffer(features.names().size());
    private final List<String> subjects = new ArrayList<>();
    private final List<String> activities = new ArrayList<>();
    private final List<String> trials = new ArrayList<>();
    private final MotionSensePeople people;

    Windows(MotionSensePeople people) {
      this.people = people;
    }

    void add(Trial trial, int person, DMatrixRMaj recording) {
      List<SensorWindow> cut =
          Recording.cut(
              axes(recording, GRAVITY),
              axes(recording, BODY),
              axes(recording, GYRO),
              WINDOW,
              WINDOW / 2);
      for (SensorWindow window : cut) {
        rows.add(features.apply(window));
        subjects.add(Integer.toString(person));
        activities.add(trial.activity());
        trials.add(Integer.toString(trial.number()));
      }
    }

    LabelledRows toRows() {
      Map<String, Labels> labels = new LinkedHashMap<>();
      labels.put("subject", Labels.of(subjects.toArray(String[]::new)));
      labels.put("activity", Labels.of(activities.toArray(String[]::new)));
      labels.put("trial", Labels.of(trials.toArray(String[]::new)));
      labels.putAll(people.labels(subjects));
      return new LabelledRows(features.names(), rows.toMatrix(), labels);
    }

    private static double[][] axes(DMatrixRMaj recording, int first) {
      double[][] axes = new double[3][recording.numRows];
      for (int t = 0; t < recording.numRows; t++) {
        for (int axis = 0; axis < 3; axis++) {
          axes[axis][t] = recording.get(t, first + axis);
        }
      }
      return axes;
    }
  }
}
