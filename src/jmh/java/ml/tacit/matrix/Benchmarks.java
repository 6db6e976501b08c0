package ml.tacit.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures all that docs/benchmarks.md shows, on a machine that should have nothing else to do; the
 * page is then made by {@link BenchmarkReport}.
 *
 * <pre>
 * mvn -Pjmh -DskipTests -Djmh.main=ml.tacit.matrix.Benchmarks -Djmh.jvm17=HOME_OF_JDK_17 verify
 * mvn -Pjmh -DskipTests -Djmh.main=ml.tacit.matrix.BenchmarkReport verify
 * </pre>
 *
 * <p>Maven's own JDK is the one measured; without {@code jmh.jvm17} that section is left out.
 * {@code -Djmh.args="one-thread|plain"} chooses sections by a regular expression, a second argument
 * contests (as in {@code "one-thread 'eigen 561.*'"}), and the word {@code hasty} as a third spends
 * a tenth of the time. Each contest has a file of its own in target/benchmarks: one measured anew
 * takes its place on the page, the others stay.
 */
final class Benchmarks {
  /** Where the JSON files go. */
  static final Path FOLDER = Path.of("target", "benchmarks");

  private static final List<String> FLAGS =
      List.of("-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch");

  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param args sections, contests, hasty; all optional
   */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    OpenBlasCore.requireTuned();
    String sections = args.length > 0 ? args[0] : ".*";
    String contests = args.length > 1 ? args[1] : ".*";
    boolean hasty = args.length > 2 && args[2].equals("hasty");
    for (Section section : Section.values()) {
      if (section.toString().matches(sections)) {
        String home = section == Section.JDK17 ? jdk17() : System.getProperty("java.home");
        if (home.isEmpty()) {
          System.out.println("No " + section + ": its home is not given by -Djmh.jvm17");
        } else {
          run(section, home, contests, hasty);
        }
      }
    }
  }

  private static String jdk17() {
    return System.getProperty("jmh.jvm17", "");
  }

  static Path folder(Section section) {
    return FOLDER.resolve(section.toString());
  }

  /** Those that there would be if all had been measured. */
  static Stream<Path> files(Section section) {
    return section.contests().stream().map(contest -> file(section, contest));
  }

  private static Path file(Section section, Contest contest) {
    return folder(section).resolve(contest.what() + "-" + contest.n() + ".json");
  }

  private static void run(Section section, String home, String contests, boolean hasty)
      throws IOException, InterruptedException, RunnerException {
    String java = Path.of(home, "bin", "java").toString();
    Files.createDirectories(folder(section));
    List<String> flags = flags(section);
    Machine.describe(section, java, flags);
    for (Contest contest : section.contests()) {
      if (contest.toString().matches(contests)) {
        // JMH empties its file at the start: an interrupted contest must not look like a result.
        Path unfinished = FOLDER.resolve("unfinished.json");
        new Runner(
                new OptionsBuilder()
                    .include(MatrixBench.class.getName())
                    .param("contest", contest.toString())
                    .param("hasty", String.valueOf(hasty))
                    .jvm(java)
                    .jvmArgs(flags.toArray(String[]::new))
                    .shouldFailOnError(true)
                    .resultFormat(ResultFormatType.JSON)
                    .result(unfinished.toString())
                    .build())
            .run();
        Files.move(unfinished, file(section, contest), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<String> flags(Section section) {
    List<String> flags = new ArrayList<>();
    if (section.vectorModule) {
      flags.add("--add-modules=jdk.incubator.vector");
    }
    flags.addAll(FLAGS);
    return flags;
  }
}
