package ml.tacit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data flows one way: a package uses only those above it, and a library only where it is fenced to.
 */
class PackageFenceTest {
  private static final List<String> ORDER =
      List.of(
          "matrix",
          "table",
          "format",
          "subspace",
          "kernel",
          "score",
          "leak",
          "step",
          "release",
          "onnx",
          "sensing",
          "audit",
          "policy",
          "experiment",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ml.tacit");

  /** A library and the packages that may use it. */
  record Fence(String library, List<String> allowed) {}

  static Stream<Fence> fences() {
    return Stream.of(
        new Fence("de.siegmar.fastcsv..", List.of("table")),
        new Fence("ch.randelshofer..", List.of("table")),
        new Fence("tech.tablesaw..", List.of("table")),
        new Fence("com.fasterxml.jackson..", List.of("table", "audit.report", "experiment", "cli")),
        new Fence("com.github.luben..", List.of("table")),
        new Fence("blue.strategic..", List.of("table")),
        new Fence("org.apache.parquet..", List.of("table")),
        new Fence("org.apache.hadoop..", List.of("table")),
        new Fence("smile..", List.of("audit.attack")),
        new Fence("org.apache.commons.math3..", List.of("leak", "audit.statistics")),
        new Fence("ai.onnx..", List.of("onnx")),
        new Fence("com.google.protobuf..", List.of("onnx")),
        new Fence("org.tribuo..", List.of()),
        new Fence("picocli..", List.of("cli")),
        new Fence("me.tongfei..", List.of("cli")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void packagesUseOnlyThoseAboveThem(int position) {
    String[] below =
        ORDER.subList(position + 1, ORDER.size()).stream()
            .map(name -> "ml.tacit." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("ml.tacit." + ORDER.get(position) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below)
        .check(CLASSES);
  }

  @Test
  void everyClassLivesInOneOfThePackages() {
    String[] packages =
        ORDER.stream().map(name -> "ml.tacit." + name + "..").toArray(String[]::new);
    classes().should().resideInAnyPackage(packages).check(CLASSES);
    assertTrue(CLASSES.size() > 50, "the classes were found");
  }

  @ParameterizedTest
  @MethodSource("fences")
  void librariesStayBehindTheirFence(Fence fence) {
    List<String> allowed = new ArrayList<>();
    fence.allowed().forEach(name -> allowed.add("ml.tacit." + name));
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(fence.library())
        .check(CLASSES);
  }

  /** A room of the audit, the root among them, and what it knows nothing of. */
  record Room(String name, List<String> unknown) {}

  static Stream<Room> rooms() {
    String root = "ml.tacit.audit";
    return Stream.of(
        new Room(root + ".statistics", List.of(root, root + ".attack", root + ".report")),
        new Room(root + ".attack", List.of(root, root + ".report")),
        new Room(root + ".report", List.of(root + ".attack", root + ".statistics")),
        new Room(root, List.of(root + ".report")));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void theAuditIsThreeRoomsUnderARoot(Room room) {
    noClasses()
        .that()
        .resideInAPackage(room.name())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(room.unknown().toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void theAuditHasNoOtherRoom() {
    String[] rooms = rooms().map(Room::name).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("ml.tacit.audit..")
        .should()
        .resideInAnyPackage(rooms)
        .check(CLASSES);
  }

  @Test
  void digestsAreMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("ml.tacit.table.Digests")
        .should()
        .callMethod(MessageDigest.class, "getInstance", String.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandsPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ml.tacit.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }
}
