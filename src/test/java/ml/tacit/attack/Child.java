package ml.tacit.attack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.cli.Tacit;

/** A program of the class path in a process of its own, which may be killed, starved and moved. */
final class Child {
  private static final long PATIENCE_SECONDS = 300;

  /** Little memory, and the vector instructions of the launcher. */
  private static final List<String> USUAL =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+EnableVectorSupport",
          "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED");

  private final String main;
  private final List<String> arguments;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> options = USUAL;
  private Path home = Path.of(System.getProperty("java.home"));
  private Path folder = Path.of("").toAbsolutePath();
  private List<String> before = List.of();

  private Child(String main, List<String> arguments) {
    this.main = main;
    this.arguments = arguments;
  }

  /** What it exited with, and what it said on both streams. */
  record Ended(int status, String said) {}

  /** A command, as the launcher would run it. */
  static Child tacit(List<String> command) {
    return new Child(Tacit.class.getName(), command);
  }

  /** Another program of the tests. */
  static Child of(Class<?> main, String... arguments) {
    return new Child(main.getName(), List.of(arguments));
  }

  /** In place of those for a quick start. */
  Child options(String... jvm) {
    options = List.of(jvm);
    return this;
  }

  Child jdk(Path other) {
    home = other;
    return this;
  }

  Child in(Path working) {
    folder = working;
    return this;
  }

  Child environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs within a program that runs it, such as {@code unshare -m}. */
  Child within(String... program) {
    before = List.of(program);
    return this;
  }

  /** A shell runs this first, in the process that becomes the child, such as {@code umask 077}. */
  Child after(String script) {
    return within("/bin/sh", "-c", script + "\nexec \"$@\"", "sh");
  }

  /** What it says is lost. */
  Process start() throws IOException {
    return builder().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Runs it to its end. */
  Ended run() throws IOException, InterruptedException {
    Process process = builder().start();
    CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> all(process));
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(arguments + ": no end after " + PATIENCE_SECONDS + " s");
      }
      return new Ended(process.exitValue(), said.join().strip());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Through a pipe, for a limit on the size of files holds for a log, too. */
  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private ProcessBuilder builder() {
    List<String> words = new ArrayList<>(before);
    words.add(home.resolve("bin").resolve("java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath(), main));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Absolute, for a child may stand elsewhere. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String toString() {
    return Arrays.toString(arguments.toArray());
  }
}
