package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ColumnRolesTest {
  private static final ColumnRoles WHO = ColumnRoles.labels("who");

  @Test
  void aColumnHasOneRole() {
    assertMessage(
        "features: column 'who' is already a label; a column has one role",
        () -> WHO.withFeatures(List.of("x", "who")));
    assertMessage(
        "drop: column 'who' is already a label; a column has one role",
        () -> WHO.withDrop(List.of("who")));
    assertMessage(
        "drop: column 'x' is already a feature; a column has one role",
        () -> WHO.withFeatures(List.of("x")).withDrop(List.of("x")));
    assertMessage(
        "labels: column name 'who' occurs twice (again at column 2)",
        () -> ColumnRoles.labels("who", "who"));
    assertMessage(
        "features: found an empty list, expected at least one column",
        () -> WHO.withFeatures(List.of()));
  }

  @Test
  void listedAndDroppedColumnsMustBeThere() {
    List<String> header = List.of("who", "x1", "x2");
    assertMessage(
        "F.csv: no column 'x3'; did you mean 'x1'? (found 3 columns: who, x1, x2)",
        () -> ColumnLayout.of("F.csv", header, WHO.withFeatures(List.of("x3"))));
    assertMessage(
        "F.csv: no column 'time' (found 3 columns: who, x1, x2)",
        () -> ColumnLayout.of("F.csv", header, WHO.withDrop(List.of("time"))));
  }

  @Test
  void layoutFollowsTheRoles() {
    List<String> header = List.of("x1", "who", "x2", "t");
    ColumnLayout others = ColumnLayout.of("F.csv", header, WHO.withDrop(List.of("t")));
    assertEquals(List.of("x1", "x2"), others.features());
    assertEquals(List.of("who"), others.texts());
    ColumnLayout listed = ColumnLayout.of("F.csv", header, WHO.withFeatures(List.of("x2")));
    assertEquals(List.of("x2"), listed.features());
    assertEquals(List.of("x1", "who", "t"), listed.texts());
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(BadDataException.class, call).getMessage());
  }
}
