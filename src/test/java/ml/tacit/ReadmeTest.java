package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java is this test's code, line by line, and does what it says. */
class ReadmeTest {
  @TempDir Path folder;

  @Test
  void theJavaExampleRuns() throws IOException {
    Path file = folder.resolve("model.safetensors");
    double[] firstRow = firstRow();
    // README begins
    LabelledRows data = Simulator.standard().generate();
    Model model = Rdca.ridge(1).fit(data, Roles.keep("activity").withHide("subject"));

    Release release = Release.of(model);
    LabelledRows released = release.transform(data); // with the activity, without the subject
    release.save(file);
    double[] row = Release.load(file).transform(firstRow);
    // README ends
    assertArrayEquals(Arrays.copyOf(released.rows().data, row.length), row, "the same bits");
    assertEquals(Set.of("activity"), released.labels().keySet());
    assertTrue(model.removed().rawSpread() > 0.1, "control");
    assertTrue(model.removed().residualSpread() < 1e-9);
  }

  @Test
  void theReadmeShowsThatCode() throws IOException {
    List<String> readme = between("README.md", "```java", "```");
    List<String> code =
        between(
            "src/test/java/ml/tacit/ReadmeTest.java", "    // README begins", "    // README ends");
    assertTrue(readme.size() > 5);
    assertEquals(readme, code);
  }

  /** Files, and headings within them. */
  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      Matcher link =
          Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]+))?\\)").matcher(Files.readString(page));
      while (link.find()) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        assertTrue(Files.exists(target), page + " links to " + target);
        if (link.group(2) != null) {
          assertTrue(anchors(target).contains(link.group(2)), page + " links to " + link.group());
        }
        links++;
      }
    }
    assertTrue(links > 20);
  }

  @Test
  void theReadmeLinksToEveryPage() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (Path page : pages()) {
      assertTrue(page.endsWith("README.md") || readme.contains("](" + page + ")"), page.toString());
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "datasets/README.md")
                  .map(Path::of),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** Headings as links spell them: small letters, hyphens for blanks, no other signs. */
  private static Set<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static double[] firstRow() {
    LabelledRows data = Simulator.standard().generate();
    return Arrays.copyOf(data.rows().data, data.features().size());
  }

  private static List<String> between(String file, String first, String last) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    int from = lines.indexOf(first) + 1;
    List<String> rest = lines.subList(from, lines.size());
    return rest.subList(0, rest.indexOf(last)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
