package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

  /** A Java that makes an archive where it is told to, and keeps how often. */
  private Path archivingJava(String name, int status) throws IOException {
    Path home = checkout(name);
    Path java = home.resolve("java");
    Files.writeString(
        java.resolve("bin/java"),
        "#!/bin/sh\nfor word; do case \"$word\" in -XX:ArchiveClassesAtExit=*)\n"
            + "echo classes >\"${word#*=}\"; echo made >>'"
            + home
            + "/made'; exit "
            + status
            + ";; esac; done\nprintf '%s\\n' \"$@\"\n");
    release(home, "17.0.1+1");
    return home;
  }

  private static void release(Path home, String version) throws IOException {
    Files.writeString(
        home.resolve("java/release"),
        "JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\n");
  }

  private static int made(Path home) throws IOException {
    Path made = home.resolve("made");
    return Files.exists(made) ? Files.readAllLines(made).size() : 0;
  }

  private static List<String> files(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("target/start"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static boolean shares(Run run) {
    assertEquals(0, run.status(), run.out());
    return run.out().contains("-XX:SharedArchiveFile=");
  }

  @Test
  void classesAreArchivedOnceForAJavaAndAJar() throws Exception {
    Path home = archivingJava("a home", 0);
    assertFalse(shares(run(home, Map.of(), "inspect", "m")), "not worth it for one command");
    assertTrue(shares(run(home, Map.of(), "fit")));
    assertTrue(shares(run(home, Map.of(), "transform")));
    assertEquals(1, made(home));
    release(home, "21.0.1+1");
    assertTrue(shares(run(home, Map.of(), "fit")));
    assertEquals(2, made(home), "another Java");
    Files.setLastModifiedTime(
        home.resolve("target/tacit.jar"), FileTime.from(Instant.now().plusSeconds(60)));
    assertTrue(shares(run(home, Map.of(), "fit")));
    assertEquals(3, made(home), "another jar");
    assertEquals(List.of("classes.jsa", "made-for"), files(home));
  }

  @Test
  void anArchiveThatFailedIsNeitherUsedNorTriedAgain() throws Exception {
    Path home = archivingJava("home", 1);
    assertFalse(shares(run(home, Map.of(), "fit")));
    assertFalse(shares(run(home, Map.of(), "fit")));
    assertEquals(1, made(home));
    assertEquals(List.of("made-for"), files(home));
  }

  @Test
  void whereNothingCanBeWrittenRunsGoOnWithoutAWord() throws Exception {
    Path home = archivingJava("home", 0);
    Files.writeString(home.resolve("target/start"), "a file, no folder");
    Run run = run(home, Map.of(), "fit");
    assertFalse(shares(run));
    assertTrue(run.out().startsWith("-Xlog:disable"), run.out());
    assertEquals(0, made(home));
  }

  @Test
  void firstRunsAtOnceLeaveOneWholeArchive() throws Exception {
    Path home = archivingJava("home", 0);
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return run(home, Map.of(), "fit");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (CompletableFuture<Run> run : runs) {
      assertTrue(shares(run.get()));
    }
    assertEquals(List.of("classes.jsa", "made-for"), files(home));
    assertEquals("classes\n", Files.readString(home.resolve("target/start/classes.jsa")));
  }

  /** With the options of the launcher and the Java of this test. */
  @Test
  void aRealJvmSaysNothingOfItsOwn() throws Exception {
    Path home = checkout("home");
    Path release = Path.of(System.getProperty("java.home"), "release");
    assumeTrue(Files.exists(release), "skipped: this Java does not say which one it is");
    Files.copy(release, home.resolve("java/release"));
    List<String> said = run(home, Map.of(), "fit", "--help").out().lines().toList();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(said.subList(1, said.indexOf("-cp")));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstRun.class.getName()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals("", out);
  }
}
