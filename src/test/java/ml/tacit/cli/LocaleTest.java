package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ml.tacit.sensing.Simulator;
import ml.tacit.table.CsvWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files and lines are the same whatever the language of the machine: German writes 0,5, Arabic has
 * digits of its own, and in Turkish the capital of i is not I.
 */
class LocaleTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir static Path folder;
  private static Path csv;
  private static Map<String, String> english;

  @BeforeAll
  static void runInEnglish() throws IOException {
    csv = folder.resolve("rows.csv");
    CsvWriter.writeAll(
        csv, Simulator.standard().withPeople(4).withSeconds(24).withSeed(3).generate());
    english = everything("en-US");
  }

  @AfterEach
  void back() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG"})
  void filesAndLinesAreTheSame(String language) throws IOException {
    Map<String, String> found = everything(language);
    assertEquals(english.keySet(), found.keySet());
    english.forEach((name, text) -> assertEquals(text, found.get(name), name));
  }

  /** Else the other test could not fail. */
  @Test
  void theLocalesDiffer() {
    for (String language : new String[] {"de-DE", "ar-EG"}) {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertNotEquals("12.5", String.format(Locale.getDefault(), "%.1f", 12.5), language);
    }
    assertNotEquals("INFO", "info".toUpperCase(Locale.forLanguageTag("tr-TR")));
  }

  /**
   * What the commands write and say, by name. Figures of speed, which no two runs share, are out.
   */
  private static Map<String, String> everything(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    Path out = Files.createDirectories(folder.resolve(language)).resolve("out");
    Path model = out.resolveSibling("m.safetensors");
    Path released = out.resolveSibling("released.csv");
    Map<String, String> texts = new TreeMap<>();
    say(
        texts,
        "desensitize",
        "desensitize",
        "--quick",
        "--policies",
        policies(),
        "--input",
        csv,
        "--hide",
        "subject",
        "--keep",
        "activity",
        "--out",
        out);
    say(
        texts,
        "fit",
        "fit",
        "--method",
        "rdca",
        "--input",
        csv,
        "--hide",
        "subject",
        "--drop",
        "activity",
        "--model",
        model);
    say(texts, "transform", "transform", "--model", model, "--input", csv, "--output", released);
    say(texts, "inspect", "inspect", model);
    say(texts, "inspect --json", "inspect", "--json", model);
    say(texts, "no such file", "inspect", out.resolve("none"));
    try (Stream<Path> files = Files.walk(out.getParent())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(
            "file " + out.getParent().relativize(file),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  /** Candidates that draw nothing: what leaves does not depend on a fresh key. */
  private static Path policies() throws IOException {
    Path file = folder.resolve("policies.txt");
    Files.writeString(file, "decide logistic\nmethod dca --components 2\n");
    return file;
  }

  private static void say(Map<String, String> texts, String name, Object... command) {
    Shell shell = Shell.run(command);
    String said = shell.status() + "\n" + shell.out() + "\n" + shell.err();
    texts.put(
        name,
        said.replace(Locale.getDefault().toLanguageTag(), "LANGUAGE")
            .replaceAll("\\p{Nd}[\\p{Nd}.,٬٫]*( rows/s| MB/s| s\\b)", "N$1"));
  }
}
