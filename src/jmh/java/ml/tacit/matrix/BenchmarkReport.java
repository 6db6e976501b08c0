package ml.tacit.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bytedeco.openblas.global.openblas;

/** Turns the JSON of a run of {@link MatrixBench} into docs/benchmarks.md; no figure by hand. */
final class BenchmarkReport {
  private static final List<String> PEERS =
      List.of("tacit", "openblas", "ejml", "commons-math", "tacit-plain");
  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("product", "Product of two n × n matrices");
    TITLES.put("gram", "Gram matrix of 7352 × 561 (OpenBLAS: dsyrk, one triangle)");
    TITLES.put("project", "Projection of 7352 rows, 561 → 5");
    TITLES.put("cholesky", "Cholesky factor, n × n (OpenBLAS: dpotrf)");
    TITLES.put("eigen", "All eigenvalues and vectors, n × n (OpenBLAS: dsyevd)");
  }

  private BenchmarkReport() {}

  /**
   * Arguments: JSON files (one per size, say: the peers of a size must share a run), then the
   * Markdown file to write. "core" alone only loads OpenBLAS.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[0].equals("core")) {
      openblas.blas_set_num_threads(1);
      return;
    }
    String core = openBlasCore();
    if (core.matches("(?i)prescott|generic|core2|unknown")) {
      throw new IllegalStateException(
          "OpenBLAS fell back to its '" + core + "' kernels: nothing to compare with");
    }
    ArrayNode runs = new ObjectMapper().createArrayNode();
    for (int i = 0; i < args.length - 1; i++) {
      new ObjectMapper().readTree(new File(args[i])).forEach(runs::add);
    }
    Files.writeString(Path.of(args[args.length - 1]), markdown(runs, core));
  }

  /** OpenBLAS tells its core type on loading, if asked by the environment. */
  private static String openBlasCore() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BenchmarkReport.class.getName(),
            "core");
    builder.environment().put("OPENBLAS_VERBOSE", "2");
    Process process = builder.redirectErrorStream(true).start();
    String output;
    try (InputStream stream = process.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    process.waitFor();
    return output
        .lines()
        .filter(line -> line.startsWith("Core:"))
        .map(line -> line.substring(5).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String markdown(JsonNode runs, String core) throws IOException {
    JsonNode first = runs.get(0);
    StringBuilder page = new StringBuilder();
    page.append("# Benchmarks of the matrix core\n\n")
        .append(
            "Written by `BenchmarkReport` from `MatrixBench`, all peers of a case in the same run; ")
        .append("the Javadoc of `MatrixBench` has both commands.\n\n")
        .append("- Machine: ")
        .append(processor())
        .append('\n')
        .append("- JVM: ")
        .append(first.get("vmName").asText())
        .append(' ')
        .append(first.get("vmVersion").asText())
        .append(", `")
        .append(flags(first))
        .append("`\n")
        .append("- Kernels: ")
        .append(KernelChoice.of("").reason())
        .append('\n')
        .append("- OpenBLAS core type: ")
        .append(core)
        .append('\n')
        .append("- One thread each. Per peer ")
        .append(first.get("warmupIterations").asInt())
        .append(" + ")
        .append(first.get("measurementIterations").asInt())
        .append(" iterations; load of the machine when this page was written: ")
        .append(String.format(Locale.ROOT, "%.1f", load()))
        .append("\n\n")
        .append(
            "Times are milliseconds of processor time a call, of the best iteration (and of the median one). ")
        .append("× is the peer's time over that of Tacit, best by best (median by median): ")
        .append("above 1, Tacit is faster.\n\n");
    Map<String, Map<Integer, Map<String, double[]>>> table = byCase(runs);
    TITLES.forEach((name, title) -> append(page, title, table.getOrDefault(name, Map.of())));
    return page.toString();
  }

  private static void append(
      StringBuilder page, String title, Map<Integer, Map<String, double[]>> bySize) {
    if (bySize.isEmpty()) {
      return;
    }
    page.append("## ").append(title).append("\n\n| n | | ms | × |\n| --- | --- | --- | --- |\n");
    bySize.forEach(
        (n, peers) -> {
          double[] own = peers.get("tacit");
          for (String peer : PEERS) {
            double[] times = peers.get(peer);
            if (times != null) {
              page.append(
                  String.format(
                      Locale.ROOT,
                      "| %s | %s | %.2f (%.2f) | %.2f (%.2f) |%n",
                      n == 0 ? "" : n.toString(),
                      peer,
                      times[0],
                      median(times),
                      times[0] / own[0],
                      median(times) / median(own)));
            }
          }
        });
    page.append('\n');
  }

  /** Benchmark, size, peer: times of the iterations, ascending. */
  private static Map<String, Map<Integer, Map<String, double[]>>> byCase(JsonNode runs) {
    Map<String, Map<Integer, Map<String, double[]>>> table = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      String name = run.get("benchmark").asText();
      JsonNode params = run.get("params");
      JsonNode counters = run.get("secondaryMetrics");
      double[] times = quotients(counters.get("millis"), counters.get("calls"));
      table
          .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), key -> new TreeMap<>())
          .computeIfAbsent(params.path("n").asInt(0), key -> new LinkedHashMap<>())
          .put(params.get("peer").asText(), times);
    }
    return table;
  }

  /** Processor time of a call in each iteration, ascending. */
  private static double[] quotients(JsonNode millis, JsonNode calls) {
    JsonNode sums = millis.get("rawData").get(0);
    JsonNode counts = calls.get("rawData").get(0);
    double[] times = new double[sums.size()];
    Arrays.setAll(times, i -> sums.get(i).asDouble() / counts.get(i).asDouble());
    Arrays.sort(times);
    return times;
  }

  private static double median(double[] ascending) {
    return ascending[ascending.length / 2];
  }

  private static String flags(JsonNode run) {
    return StreamSupport.stream(run.get("jvmArgs").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    int count = Runtime.getRuntime().availableProcessors();
    String model = System.getProperty("os.arch");
    if (Files.exists(info)) {
      Map<String, String> fields =
          Arrays.stream(Files.readString(info).split("\n\n", 2)[0].split("\n"))
              .map(line -> line.split("\\s*:\\s*", 2))
              .filter(field -> field.length == 2)
              .collect(Collectors.toMap(field -> field[0], field -> field[1], (a, b) -> a));
      model =
          "%s (family %s, model %s)"
              .formatted(fields.get("model name"), fields.get("cpu family"), fields.get("model"));
    }
    return model + ", " + count + " processors";
  }
}
