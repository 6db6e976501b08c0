package ml.tacit.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What was measured on, said by a JVM of the very flags of the section. */
final class Machine {
  private Machine() {}

  /** Beside the JSON files of a section. */
  private static Path file(Section section) {
    return Benchmarks.folder(section).resolve("machine.properties");
  }

  /** Writes to standard output what {@link #read} reads. */
  public static void main(String[] args) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("date", LocalDate.now(ZoneOffset.UTC).toString());
    properties.setProperty("processor", processor());
    properties.setProperty("kernels", KernelChoice.of("").reason());
    properties.setProperty("core", OpenBlasCore.name());
    properties.setProperty(
        "load",
        String.format(
            Locale.ROOT,
            "%.1f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    for (Library library : Library.values()) {
      properties.setProperty(library.toString(), library.jar());
    }
    properties.store(System.out, null);
  }

  /** Has the JVM of a section describe itself. */
  static void describe(Section section, String java, List<String> flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Machine.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(file(section).toFile())
            .redirectError(Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(java + " did not start with " + flags);
    }
  }

  static Properties read(Section section) {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file(section))) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    if (Files.exists(info)) {
      Map<String, String> fields =
          Arrays.stream(Files.readString(info).split("\n\n", 2)[0].split("\n"))
              .map(line -> line.split("\\s*:\\s*", 2))
              .filter(field -> field.length == 2)
              .collect(Collectors.toMap(field -> field[0], field -> field[1], (a, b) -> a));
      model =
          String.format(
              Locale.ROOT,
              "%s (family %s, model %s)",
              fields.get("model name"),
              fields.get("cpu family"),
              fields.get("model"));
    }
    return model + ", " + Runtime.getRuntime().availableProcessors() + " processors";
  }
}
