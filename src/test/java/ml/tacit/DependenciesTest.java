package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What the libraries may do to whoever has them on the class path. Their licences are checked by
 * the build ({@code license-maven-plugin} in the pom).
 */
class DependenciesTest {
  /** Written by the build: all libraries but those of the tests. */
  private static final Path LIBRARIES = Path.of("target", "libraries.path");

  private static final Path VULNERABILITIES =
      Path.of("src/test/resources/ml/tacit/known-vulnerabilities.tsv");

  /** The end of a jar's path in a local repository: {@code artifact/version/artifact-version}. */
  private static final Pattern IN_REPOSITORY =
      Pattern.compile("(.*/)([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** Attributes by which the JVM is told to run code of a jar before, or beside, the program. */
  private static final List<String> AGENTS =
      List.of("Premain-Class", "Agent-Class", "Launcher-Agent-Class");

  /**
   * Services that libraries look for themselves, when they are used. Any other would be run by the
   * JVM (charsets, file systems, loggers, security providers), by a compiler (annotation
   * processors) or by a library that is not ours.
   */
  private static final Set<String> LOOKED_FOR_WHEN_USED =
      Set.of(
          "com.fasterxml.jackson.core.JsonFactory",
          "com.fasterxml.jackson.core.ObjectCodec",
          "shaded.parquet.com.fasterxml.jackson.core.JsonFactory",
          "shaded.parquet.com.fasterxml.jackson.core.ObjectCodec",
          "org.slf4j.spi.SLF4JServiceProvider");

  private static List<Path> libraries() throws IOException {
    assertTrue(Files.exists(LIBRARIES), LIBRARIES + " is written by 'mvn process-classes'");
    List<Path> jars = jars(Files.readString(LIBRARIES, StandardCharsets.UTF_8).strip());
    assertTrue(jars.size() > 30, "the libraries were found: " + jars);
    return jars;
  }

  private static List<Path> jars(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(name -> name.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  @Test
  void noLibraryRunsCodeWhenItIsLoaded() throws IOException {
    for (Path jar : libraries()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        Manifest manifest = file.getManifest();
        for (String agent : AGENTS) {
          assertTrue(
              manifest == null || manifest.getMainAttributes().getValue(agent) == null,
              jar + ": " + agent);
        }
        Set<String> services = services(file);
        services.removeAll(LOOKED_FOR_WHEN_USED);
        assertEquals(Set.of(), services, jar + " is loaded by who looks for these");
      }
    }
  }

  private static Set<String> services(JarFile jar) {
    Set<String> names = new TreeSet<>();
    jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
        .filter(name -> name.matches("META-INF/services/[^/]+"))
        .forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
    return names;
  }

  /** The control: JUnit's engine is found by whoever runs tests. */
  @Test
  void aServiceThatOthersLookForIsSeen() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (Path jar : jars(System.getProperty("java.class.path"))) {
      try (JarFile file = new JarFile(jar.toFile())) {
        seen.addAll(services(file));
      }
    }
    assertTrue(seen.contains("org.junit.platform.engine.TestEngine"), seen.toString());
  }

  @Test
  void theCoreIsTwoLibraries() throws Exception {
    Set<String> core = new TreeSet<>();
    try (InputStream pom = Files.newInputStream(Path.of("pom.xml"))) {
      Element root =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom).getDocumentElement();
      for (Element dependency : children(child(root, "dependencies").orElseThrow(), "dependency")) {
        boolean optional = text(dependency, "optional").equals("true");
        if (!optional && !text(dependency, "scope").equals("test")) {
          core.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
        }
      }
    }
    assertEquals(Set.of("org.apache.commons:commons-math3", "org.ejml:ejml-ddense"), core);
  }

  /** An offline check: it knows its own list and nothing else. Libraries of the tests, too. */
  @Test
  void noLibraryHasAVulnerabilityThatIsOnTheList() throws IOException {
    Set<Path> all = new TreeSet<>(libraries());
    all.addAll(jars(System.getProperty("java.class.path")));
    List<String[]> known = known();
    int named = 0;
    for (Path jar : all) {
      Matcher at = IN_REPOSITORY.matcher(jar.toString().replace(File.separatorChar, '/'));
      if (!at.matches()) {
        continue;
      }
      named++;
      for (String[] line : known) {
        assertFalse(
            isIn(at, line[0]) && isBefore(at.group(3), line[1]),
            jar + " is older than " + line[1] + ", which mends " + line[2]);
      }
    }
    assertTrue(named > 30, named + " libraries were told by their place");
  }

  private static boolean isIn(Matcher at, String library) {
    String[] names = library.split(":");
    return at.group(2).equals(names[1])
        && at.group(1).endsWith("/" + names[0].replace('.', '/') + "/");
  }

  private static List<String[]> known() throws IOException {
    try (Stream<String> lines = Files.lines(VULNERABILITIES, StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.5.7-2, 1.5.7-14, true",
    "1.5.7-15, 1.5.7-14, false",
    "2.22.4, 2.22.4, false",
    "2.9.10.8, 2.22.2, true",
    "31.1-jre, 32.0.1, true",
    "33.0.0-jre, 32.0.1, false",
    "1.1.10, 1.1.10.4, true",
    "2.0, 2.0, false"
  })
  void versionsAreComparedByTheirNumbers(String version, String fixed, boolean before) {
    assertEquals(before, isBefore(version, fixed));
  }

  private static boolean isBefore(String version, String fixed) {
    return Arrays.compare(numbers(version), numbers(fixed)) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+"))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(Node::getTextContent).map(String::strip).orElse("");
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = parent.getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
