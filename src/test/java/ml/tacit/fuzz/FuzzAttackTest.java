package ml.tacit.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.tacit.attack.Budget;
import ml.tacit.attack.Tally;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reader against Jazzer, which mutates its seeds by what they reach: 256 MB of heap, a minute
 * for an input (the first of all loads the classes). {@code -Dattack.fuzz=SECONDS} is for all
 * readers together, {@code -Dattack.reader=NAME} for one of them. What is reached is kept in {@code
 * target/fuzz}, so that the next run goes on there; an input that shows a fault stands beside it,
 * and belongs to {@code src/test/resources/fuzz} once the fault is mended.
 */
@Tag("attack")
class FuzzAttackTest {
  private static final Path FOLDER = Path.of("target", "fuzz");
  private static final Pattern COUNT = Pattern.compile("stat::number_of_executed_units: *(\\d+)");
  private static final Pattern FAULT =
      Pattern.compile("(?m)^== (?:Java Exception|libFuzzer crashing input).*|^==\\d+== ERROR.*");

  /** What starting and instrumenting take, on a busy machine. */
  private static final int START_SECONDS = 180;

  @TestFactory
  Stream<DynamicTest> readers() {
    String one = System.getProperty("attack.reader", "");
    List<String> names =
        FuzzTargets.names().stream()
            .filter(name -> name.endsWith("." + one) || one.isEmpty())
            .toList();
    long seconds = Math.max(1, Budget.seconds("fuzz", 600).time().toSeconds() / names.size());
    return names.stream()
        .map(
            name -> DynamicTest.dynamicTest(FuzzTargets.simple(name), () -> attack(name, seconds)));
  }

  private static void attack(String name, long seconds) throws Exception {
    String simple = FuzzTargets.simple(name);
    Fuzzed reader = FuzzTargets.of(name);
    Path corpus = Files.createDirectories(FOLDER.resolve(simple));
    int number = 0;
    for (byte[] seed : reader.seeds()) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    for (Path kept : FuzzTargets.cases(name)) {
      Files.write(corpus.resolve(kept.getFileName()), Files.readAllBytes(kept));
    }
    Path log = FOLDER.resolve(simple + ".log");
    try (Tally tally = Tally.of(reader.promise(), "inputs that Jazzer makes for " + simple)) {
      int status = run(name, corpus, log, seconds);
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      Matcher count = COUNT.matcher(said);
      tally.held(count.find() ? Long.parseLong(count.group(1)) : 0);
      Matcher fault = FAULT.matcher(said);
      if (status != 0) {
        tally.failed(log + ", status " + status + (fault.find() ? ": " + fault.group() : ""));
      }
    }
  }

  private static int run(String name, Path corpus, Path log, long seconds)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzDriver.class.getName(),
            "--target_args=" + name,
            "--instrumentation_includes=ml.tacit.**",
            "--custom_hook_includes=ml.tacit.**",
            "--reproducer_path=" + FOLDER,
            "-artifact_prefix=" + FOLDER + File.separator + FuzzTargets.simple(name) + "-",
            "-max_total_time=" + seconds,
            "-max_len=4096",
            "-dict=" + dictionary(),
            "-timeout=60",
            "-seed=" + Budget.seed(),
            "-print_final_stats=1",
            corpus.toString()));
    Process child =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (child.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS)) {
        return child.exitValue();
      }
      return -1;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The words in libFuzzer's form. */
  private static Path dictionary() throws IOException {
    List<String> lines =
        FuzzTargets.WORDS.stream()
            .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .toList();
    return Files.write(FOLDER.resolve("words.dict"), lines);
  }
}
