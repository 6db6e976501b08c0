package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import ml.tacit.cli.Shell;

/**
 * Folders in which a command replaces the results of an earlier run: {@code old} and {@code new}
 * hold what it reads, {@code out} what it writes. What it should write is made first, undisturbed.
 */
final class Workplace {
  /** Of a process, about. */
  private static final Duration START = Duration.ofMillis(500);

  private final Path root;
  private final Map<String, Duration> times = new HashMap<>();

  /** In an empty folder. */
  Workplace(Path root) throws IOException {
    this.root = root;
    Files.writeString(root.resolve("plans.txt"), "decide logistic\nmethod rdca\n");
    inputs("old", 1, 200, 8_000);
    inputs("new", 2, 240, 10_000);
  }

  /** Where a command writes. */
  Path out() {
    return root.resolve("out");
  }

  /** A folder for whatever else. */
  Path beside(String name) {
    return root.resolve(name);
  }

  private void inputs(String side, int seed, int few, int many) throws IOException {
    Path folder = Files.createDirectories(root.resolve(side));
    rows(folder.resolve("rows.csv"), seed, few);
    rows(folder.resolve("many.csv"), seed, many);
    for (String words : Work.INPUTS) {
      run(Work.command(words, folder, out()));
    }
  }

  private static void run(List<String> command) {
    Shell shell = Shell.run(command.toArray());
    assertEquals(0, shell.status(), command + ": " + shell.err());
  }

  /** Rows that tell three people and two activities apart, a little. */
  static void rows(Path file, int seed, int count) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("person,activity,x1,x2,x3,x4\n");
    for (int i = 0; i < count; i++) {
      int activity = random.nextInt(2);
      text.append('p').append(i % 3).append(activity == 0 ? ",walk" : ",sit");
      for (int j = 0; j < 4; j++) {
        double mean = (i % 3 == j ? 1 : 0) + (j == 3 ? 2 * activity : 0);
        text.append(String.format(Locale.ROOT, ",%.4f", random.nextGaussian() + mean));
      }
      text.append('\n');
    }
    Files.writeString(file, text);
  }

  /** The same with categories and missing values. */
  static void mixed(Path file, int seed, int count) throws IOException {
    Random random = new Random(seed);
    List<String> cities = List.of("Bern", "Zürich", "Łódź", "");
    StringBuilder text = new StringBuilder("person,activity,x1,city,x2\n");
    for (int i = 0; i < count; i++) {
      text.append('p').append(i % 3).append(random.nextBoolean() ? ",walk," : ",sit,");
      if (random.nextInt(20) > 0) {
        text.append(String.format(Locale.ROOT, "%.2f", random.nextGaussian() + i % 3));
      }
      text.append(',').append(cities.get(random.nextInt(cities.size())));
      text.append(String.format(Locale.ROOT, ",%.3f\n", random.nextGaussian()));
    }
    Files.writeString(file, text);
  }

  /** The command that replaces old results by new ones. */
  Child replaces(Work work) {
    return Child.tacit(work.command(root.resolve("new"), out()));
  }

  /** Puts the results of the earlier run in place. */
  void lay(Work work) throws IOException {
    prepare(work);
    Contents.copy(kept(work, "old"), out());
  }

  /** What the folder may hold after the command. */
  Results results(Work work) throws IOException {
    prepare(work);
    return new Results(results(kept(work, "old")), results(kept(work, "new")));
  }

  /** How long the command takes undisturbed, about. */
  Duration time(Work work) throws IOException {
    prepare(work);
    return times.get(work.name());
  }

  /** Without what is kept to go on with. */
  static Map<String, String> results(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>(Contents.of(folder));
    files.keySet().removeIf(name -> !Work.isResult(name));
    return files;
  }

  /** What is kept to go on with is cleared: a killed command begins anew. */
  private void prepare(Work work) throws IOException {
    if (times.containsKey(work.name())) {
      return;
    }
    Contents.remove(out());
    Files.createDirectories(out());
    for (String side : List.of("old", "new")) {
      long start = System.nanoTime();
      run(work.command(root.resolve(side), out()));
      times.put(work.name(), START.plusNanos(System.nanoTime() - start));
      Contents.remove(out().resolve("resume"));
      Contents.copy(out(), kept(work, side));
    }
  }

  private Path kept(Work work, String side) {
    return root.resolve("kept").resolve(work.name().replace(' ', '-') + "-" + side);
  }
}
