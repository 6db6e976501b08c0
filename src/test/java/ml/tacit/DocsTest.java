package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.tacit.sensing.Simulator;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the docs compiles, runs, and does what the text around it says. */
class DocsTest {
  @TempDir Path folder;

  @Test
  void theFiveWorkflowsRun() throws IOException {
    writeRows(Map.of());
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      List<Pages.Block> blocks = Pages.blocks(Path.of("docs/java.md"));
      assertTrue(blocks.size() > 10);
      blocks.forEach(block -> shell.run(block.code()));
      assertHolds(shell, "removed.rawSpread() > 0.1 && removed.residualSpread() < 1e-9");
      assertHolds(
          shell,
          "Arrays.equals(model.transform(data.rows()).data, Release.of(streamed).withFullPrecision().transform(data).rows().data)");
      assertHolds(shell, "streamedFile.copied().equals(List.of(\"activity\"))");
      assertHolds(shell, "streamedFile.leftBehind().equals(List.of(\"subject\", \"device\"))");
      assertHolds(shell, "released.labels().keySet().equals(Set.of(\"activity\"))");
      assertHolds(shell, "Arrays.equals(first, Arrays.copyOf(released.rows().data, first.length))");
      assertHolds(shell, "Arrays.equals(first, answer)");
      assertHolds(shell, "kernelRelease.inputs().equals(data.features())");
      assertHolds(shell, "kernelRelease.warnings().isEmpty() && !exact.warnings().isEmpty()");
      assertHolds(
          shell,
          "Arrays.equals(inKernel.transform(data.rows()).data, fromFile.transform(data.rows()).data)");
      assertHolds(shell, "copied.inputs().equals(release.inputs())");
      assertHolds(shell, "all.count() == data.size() + 6");
      assertHolds(shell, "together.inputs().equals(data.features())");
      assertHolds(shell, "Files.size(Path.of(\"report.html\")) > 1000");
    }
    List<String> header =
        List.of(Files.readAllLines(folder.resolve("released.csv")).get(0).split(","));
    assertTrue(header.contains("activity"));
    assertTrue(!header.contains("subject") && !header.contains("device"));
  }

  @Test
  void theAuditPageRuns() throws IOException {
    writeRows(Map.of("subject", "person"));
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      shell.run(Pages.blocks(Path.of("docs/java.md")).get(0).code()); // the imports
      List<Pages.Block> page = Pages.blocks(Path.of("docs/audit.md"));
      assertEquals(1, page.size());
      shell.run(quick(page.get(0).code()));
      assertHolds(shell, "result.released() && result.releaseHides().equals(List.of(\"person\"))");
    }
  }

  @Test
  void theCertificatePageRuns() throws IOException {
    writeRows(Map.of("subject", "person"));
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      shell.run(Pages.blocks(Path.of("docs/java.md")).get(0).code()); // the imports
      List<Pages.Block> page = Pages.blocks(Path.of("docs/certificate.md"));
      assertEquals(1, page.size());
      shell.run(page.get(0).code());
      assertHolds(shell, "certificate.plugIn() <= certificate.certified()");
      assertHolds(shell, "noisy >= certificate.certified() && noisy <= 1");
    }
  }

  @Test
  void thePageOnOnnxRuns() throws IOException {
    writeRows(Map.of());
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      List<Pages.Block> java = Pages.blocks(Path.of("docs/java.md"));
      shell.run(java.get(0).code()); // the imports
      shell.run(
          "Release release = Release.of(Pca.components(2).fit(CsvReader.readAll(Path.of(\"rows.csv\"),"
              + " ColumnRoles.labels(\"subject\", \"activity\", \"device\")), Roles.hide(\"subject\")));");
      Pages.blocks(Path.of("docs/onnx.md")).forEach(block -> shell.run(block.code()));
      assertHolds(shell, "Files.size(Path.of(\"model.onnx\")) > 100");
    }
  }

  @Test
  void thePageOnStepsRuns() throws IOException {
    writeRows(Map.of("subject", "person"));
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      shell.run(Pages.blocks(Path.of("docs/java.md")).get(0).code()); // the imports
      for (Pages.Block block : Pages.blocks(Path.of("docs/steps.md"))) {
        shell.run(block.code());
      }
      assertHolds(shell, "same.equals(plan)");
      assertHolds(shell, "release.outputs().get(0).equals(\"predicted_activity\")");
      assertHolds(shell, "released.rows().numRows == data.size()");
      assertHolds(shell, "cells.toString().equals(\"game 8 --leak 0.02\")");
      assertHolds(shell, "even.toString().endsWith(\"--balanced\")");
    }
  }

  /** What the example of a class speaks of, by the file of the class. */
  private static final Map<String, String> GIVEN =
      Map.of(
          "audit/AuditParts",
          "LabelledRows rows = data;",
          "audit/NumberAudit",
          "var ages = Labels.of(IntStream.range(0, data.size()).mapToObj(i -> \"\" + i % 60)"
              + ".toArray(String[]::new));"
              + " var train = new LabelledRows(data.features(), data.rows(),"
              + " Map.of(\"income\", data.labels().get(\"activity\"), \"age\", ages));"
              + " var test = train; var file = Path.of(\"ages.csv\"); CsvWriter.writeAll(file, train);",
          "kernel/Kernelized",
          "Roles roles = Roles.hide(\"person\");",
          "kernel/MultiKernel",
          "var fresh = data.rows();",
          "policy/Policy",
          "var policyOf = data;",
          "step/Fitting",
          "var fittedTo = data;",
          "step/Steps",
          "var stepsOf = data;",
          "matrix/package-info",
          "var m = org.ejml.dense.row.CommonOps_DDRM.identity(3);",
          "table/CsvWriter",
          "var input = Path.of(\"rows.csv\"); var output = Path.of(\"out.csv\");"
              + " var roles = ColumnRoles.labels(\"person\", \"activity\");"
              + " var map = Rdca.ridge(1).fit(data, Roles.hide(\"person\")).map();",
          "table/RowInput",
          "var files = List.of(Path.of(\"rows.csv\").toString());");

  @Test
  void theExamplesOfTheJavadocRun() throws IOException {
    writeRows(Map.of("subject", "person"));
    String imports = Pages.blocks(Path.of("docs/java.md")).get(0).code();
    int examples = 0;
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      shell.run(imports);
      shell.run(
          "import java.util.concurrent.*; import java.util.stream.*; import ml.tacit.matrix.*; import ml.tacit.policy.*; import ml.tacit.step.*; import org.ejml.data.*;");
      shell.run(
          "LabelledRows data = CsvReader.readAll(Path.of(\"rows.csv\"), ColumnRoles.labels(\"person\", \"activity\"));");
      for (Path source : sources()) {
        for (String example : Pages.examples(source)) {
          String name = Path.of("src/main/java/ml/tacit").relativize(source).toString();
          String given = GIVEN.get(name.replace(".java", ""));
          assertNotNull(given, name + " has an example: say in GIVEN what it speaks of");
          shell.run(given);
          shell.run(example.contains(" Audit.of") ? quick(example) : example);
          examples++;
        }
      }
    }
    assertEquals(GIVEN.size(), examples);
  }

  /** Of the library; what the commands have is for them alone. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/cli/"))
          .sorted()
          .toList();
    }
  }

  /** With less effort: the tests look at the code, not at the figures. */
  private static String quick(String code) {
    String run = ".run(parts, Release.of(model))";
    assertTrue(code.contains(run));
    return code.replace(run, ".quick()" + run);
  }

  @Test
  void theRecipesRun() throws IOException {
    int sources = 0;
    try (Pages.Shell shell = new Pages.Shell(folder)) {
      for (Pages.Block block : Pages.blocks(Path.of("docs/extending.md"))) {
        if (block.source() == null) {
          shell.run(block.code());
        } else {
          assertEquals(Files.readString(Path.of(block.source())), block.code(), block.source());
          sources++;
        }
      }
      assertHolds(shell, "released.labels().keySet().equals(Set.of(\"activity\"))");
      assertHolds(shell, "finding.accuracy() > 0 && finding.significance().p() > 0");
      assertHolds(
          shell, "Arrays.stream(inRange.rows().data).allMatch(value -> Math.abs(value) <= 3)");
    }
    assertEquals(6, sources, "sources shown in whole");
  }

  @Test
  void theDependenciesAreThoseOfTheBuild() throws IOException {
    String pom = withVersions(Files.readString(Path.of("pom.xml")));
    Matcher coordinates =
        Pattern.compile("`([a-z.]+):([a-z0-9-]+):([0-9.]+)`")
            .matcher(Files.readString(Path.of("docs/java.md")));
    int found = 0;
    while (coordinates.find()) {
      // Jackson's core comes with its databind, of the same version.
      String artifact = coordinates.group(2).replace("jackson-core", "jackson-databind");
      String dependency =
          "<groupId>%s</groupId>\\s*<artifactId>%s</artifactId>\\s*<version>%s</version>";
      assertTrue(
          Pattern.compile(
                  String.format(
                      Locale.ROOT,
                      dependency,
                      Pattern.quote(coordinates.group(1)),
                      Pattern.quote(artifact),
                      Pattern.quote(coordinates.group(3))))
              .matcher(pom)
              .find(),
          coordinates.group());
      found++;
    }
    assertTrue(found > 8);
  }

  /** Versions that are properties, written out. */
  private static String withVersions(String pom) {
    return Pattern.compile("\\$\\{([a-z]+\\.version)}")
        .matcher(pom)
        .replaceAll(
            property -> {
              Matcher value =
                  Pattern.compile("<" + Pattern.quote(property.group(1)) + ">([^<]+)<")
                      .matcher(pom);
              return value.find() ? value.group(1) : "";
            });
  }

  private static void assertHolds(Pages.Shell shell, String condition) {
    assertEquals("true", shell.value(condition), condition);
  }

  /** {@code rows.csv}: the columns that the pages speak of, some labels under other names. */
  private void writeRows(Map<String, String> names) throws IOException {
    LabelledRows rows = Simulator.standard().withPeople(4).withSeconds(24).generate();
    Map<String, Labels> labels = new LinkedHashMap<>();
    rows.labels().forEach((name, values) -> labels.put(names.getOrDefault(name, name), values));
    String[] devices = new String[rows.size()];
    for (int i = 0; i < devices.length; i++) {
      devices[i] = i % 2 == 0 ? "watch" : "phone";
    }
    if (names.isEmpty()) {
      labels.put("device", Labels.of(devices));
    }
    List<String> features = rows.features().subList(0, 20);
    CsvWriter.writeAll(
        folder.resolve("rows.csv"), new LabelledRows(features, rows.columns(features), labels));
  }
}
