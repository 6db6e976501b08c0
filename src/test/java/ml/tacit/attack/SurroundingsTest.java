package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands on the same rows write the same bytes, whatever is around them. */
class SurroundingsTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** All that may differ, and nothing else: what Java it was, and how fast. */
  private static final List<String> DIFFERENCES =
      List.of("(?<=on Java )[0-9][-+.\\w]*", "[0-9.]+ s, [0-9]+ rows/s, [0-9.]+ MB/s");

  @TempDir Path folder;

  /** Where a run takes place. */
  private record Surroundings(String name, String folder, Child child) {
    Surroundings(String name, Child child) {
      this(name, name.replaceAll("[^a-z0-9]+", "-"), child);
    }
  }

  @Test
  void threadsDigitsAndTimeZonesChangeNoFile() throws Exception {
    compare(
        List.of(
            new Surroundings("one thread", java(false, "-XX:ActiveProcessorCount=1")),
            new Surroundings(
                "eight threads, Arabic digits",
                java(
                    false,
                    "-XX:ActiveProcessorCount=8",
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-Duser.timezone=Pacific/Apia"))));
  }

  @Test
  @Tag("attack")
  void everySurroundingsGiveTheSameFiles() throws Exception {
    List<Surroundings> all =
        new ArrayList<>(
            List.of(
                new Surroundings("one thread", java(true, "-XX:ActiveProcessorCount=1")),
                new Surroundings("two threads", java(true, "-XX:ActiveProcessorCount=2")),
                new Surroundings("eight threads", java(true, "-XX:ActiveProcessorCount=8")),
                new Surroundings("64 threads", java(true, "-XX:ActiveProcessorCount=64")),
                new Surroundings("German", java(true, "-Duser.language=de", "-Duser.country=DE")),
                new Surroundings("Turkish", java(true, "-Duser.language=tr", "-Duser.country=TR")),
                new Surroundings(
                    "Arabic digits", java(true, "-Duser.language=ar", "-Duser.country=EG")),
                new Surroundings(
                    "Thai digits, Kathmandu",
                    java(
                        true,
                        "-Duser.language=th",
                        "-Duser.country=TH",
                        "-Duser.variant=TH",
                        "-Duser.timezone=Asia/Kathmandu")),
                new Surroundings(
                    "another folder and time zone",
                    "a folder, ß and 人",
                    java(true, "-Duser.timezone=Pacific/Apia")),
                new Surroundings("umask 077", java(true).after("umask 077")),
                new Surroundings(
                    "no locale", java(true).environment("LC_ALL", "C").environment("TZ", "UTC")),
                new Surroundings("another garbage collector", java(true, "-XX:+UseParallelGC"))));
    for (Path home : others()) {
      all.add(new Surroundings("java of " + home.getFileName(), java(true).jdk(home)));
    }
    compare(all);
  }

  private static Child java(boolean all, String... options) {
    List<String> words = new ArrayList<>(List.of("-Xmx1g", VECTORS));
    words.addAll(List.of(options));
    return (all ? Child.of(Scenario.class, "long") : Child.of(Scenario.class))
        .options(words.toArray(String[]::new));
  }

  private void compare(List<Surroundings> places) throws Exception {
    Map<String, String> first = null;
    try (Tally tally =
        Tally.of(Promise.SAME_BITS, "threads, languages, time zones, folders, umask, JDKs")) {
      for (Surroundings each : places) {
        Path place = Files.createDirectories(folder.resolve(each.folder));
        Workplace.rows(place.resolve("rows.csv"), 1, 150);
        Workplace.rows(place.resolve("many.csv"), 2, 1_500);
        Workplace.mixed(place.resolve("mixed.csv"), 3, 300);
        Files.writeString(place.resolve("plans.txt"), "decide logistic\nmethod rdca\n");
        Child.Ended ended = each.child.in(place).run();
        assertEquals(0, ended.status(), each.name + ": " + ended.said());
        Map<String, String> files = files(place);
        first = first == null ? files : first;
        assertEquals(first.keySet(), files.keySet(), each.name);
        for (Map.Entry<String, String> file : first.entrySet()) {
          tally.tried(
              file.getValue().equals(files.get(file.getKey())),
              each.name + ": " + difference(file, files.get(file.getKey())));
        }
      }
    }
  }

  /** Their bytes as characters, without what may differ. */
  private static Map<String, String> files(Path place) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String difference : DIFFERENCES) {
          text = text.replaceAll(difference, "…");
        }
        files.put(place.relativize(file).toString(), text);
      }
    }
    return files;
  }

  private static String difference(Map.Entry<String, String> one, String other) {
    int at = 0;
    while (at < Math.min(one.getValue().length(), other.length())
        && one.getValue().charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.getKey()
        + " at "
        + at
        + ": "
        + around(one.getValue(), at)
        + " | "
        + around(other, at);
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }

  /** Else no difference could be seen. */
  @Test
  void onlyTheNamedDifferencesAreLeftOut() {
    String said = "tacit 0.2.0 on Java 17.0.15+6-Debian, 360 rows: 0.3 s, 1237 rows/s, 0.0 MB/s";
    for (String difference : DIFFERENCES) {
      said = said.replaceAll(difference, "…");
    }
    assertEquals("tacit 0.2.0 on Java …, 360 rows: …", said);
    assertTrue("17.0.15".equals("17.0.15".replaceAll(DIFFERENCES.get(0), "…")));
  }

  /** JDKs beside the one in use; CONTRIBUTING.md asks for one. */
  private static List<Path> others() throws IOException {
    Path used = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> homes = Files.list(used.getParent())) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
          .filter(home -> !Files.isSymbolicLink(home) && !home.equals(used))
          .sorted()
          .toList();
    }
  }
}
