package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the program, with a Java in place that only tells how it was called. */
@Timeout(60)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("tacit").toAbsolutePath();

  @TempDir Path folder;

  private Path checkout(String name) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"locale=${LC_ALL:-}\"\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.createDirectories(home.resolve("target/lib"));
    Files.writeString(home.resolve("target/tacit.jar"), "");
    Files.copy(LAUNCHER, home.resolve("tacit"));
    assertTrue(home.resolve("tacit").toFile().setExecutable(true));
    return home;
  }

  private record Run(int status, String out) {}

  private static Run run(Path home, Map<String, String> locale, String... args) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no shell here");
    List<String> words = new ArrayList<>(List.of(home.resolve("tacit").toString()));
    words.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().remove("TACIT_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", home.resolve("java").toString());
    builder.environment().putAll(locale);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }

  @Test
  void withoutALocaleItIsUtf8() throws Exception {
    Path home = checkout("home");
    for (Map<String, String> locale :
        List.of(
            Map.<String, String>of(),
            Map.of("LC_ALL", "C"),
            Map.of("LC_ALL", "POSIX"),
            Map.of("LANG", "C"))) {
      assertEquals("locale=C.UTF-8", first(run(home, locale, "inspect", "m")), locale.toString());
    }
  }

  @Test
  void aLocaleThatSaysMoreStays() throws Exception {
    Path home = checkout("home");
    assumeTrue(charmap("C.UTF-8").equals("UTF-8"), "skipped: no locale C.UTF-8 here");
    assertEquals("locale=C.UTF-8", first(run(home, Map.of("LC_ALL", "C.UTF-8"), "inspect", "m")));
    assertEquals("locale=", first(run(home, Map.of("LANG", "C.UTF-8"), "inspect", "m")));
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Path home = checkout("a folder with blanks");
    Run run = run(home, Map.of(), "fit", "--hide", "\"name, first\"", "--drop", "");
    assertEquals(0, run.status(), run.out());
    List<String> lines = run.out().lines().toList();
    assertEquals(
        List.of("fit", "--hide", "\"name, first\"", "--drop", ""),
        lines.subList(lines.size() - 5, lines.size()));
  }

  @Test
  void aColonInTheFolderIsNamed() throws Exception {
    Path home = checkout("a:b");
    Run run = run(home, Map.of(), "inspect", "m");
    assertEquals(1, run.status());
    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().contains(home.toRealPath().toString()), run.out());
    assertTrue(run.out().contains("':'"), run.out());
  }

  private static String first(Run run) {
    assertEquals(0, run.status(), run.out());
    return run.out().lines().findFirst().orElse("");
  }

  private static String charmap(String locale) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("locale", "charmap");
    builder.environment().put("LC_ALL", locale);
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
