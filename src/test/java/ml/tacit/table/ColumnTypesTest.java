package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypesTest {
  private static final int ROWS = 300;

  private final List<String> header = new ArrayList<>();
  private final List<String[]> cells = new ArrayList<>();
  private static final ColumnRoles NONE = new ColumnRoles(List.of(), List.of(), List.of());

  private ColumnRoles roles = NONE;
  private Set<String> categorical = Set.of();
  private char decimal = '.';

  private ColumnTypesTest column(String name, IntFunction<String> cell) {
    header.add(name);
    String[] column = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      column[i] = cell.apply(i);
    }
    cells.add(column);
    return this;
  }

  private ColumnTypesTest plain() {
    return column("x", i -> String.valueOf(i * 37 % 101 / 8.0));
  }

  private ColumnTypes types() {
    ColumnTypes.Search search = new ColumnTypes.Search("F", header, roles, categorical, decimal);
    for (int j = 0; j < cells.size(); j++) {
      for (int row = 0; row < cells.get(j).length; row++) {
        search.add(j, cells.get(j)[row], row);
      }
    }
    return search.found();
  }

  private String refused() {
    String message = assertThrows(BadDataException.class, this::types).getMessage();
    assertFalse(message.contains("\n"), message);
    assertTrue(message.startsWith("F: "), message);
    return message;
  }

  private static void mentions(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), part + " in: " + message);
    }
  }

  @Test
  void numbersTextsAndMissingValuesOfBoth() {
    plain()
        .column("work", i -> i % 7 == 0 ? "" : "w" + i % 5)
        .column("age", i -> i % 9 == 0 ? " " : i % 11 == 0 ? "" : " " + i % 60)
        .column("code", i -> "A1" + i % 4)
        .column("empty", i -> " ")
        .column("flag", i -> i % 2 == 0 ? "true" : "false");
    ColumnTypes types = types();
    assertEquals(List.of("x", "age", "empty"), types.numbers());
    assertEquals(List.of("work", "code", "flag"), types.categories());
    assertEquals(header, types.inputs());
    assertEquals(List.of(), types.notes());
  }

  @Test
  void labelsAndDroppedColumnsAreNotLookedAt() {
    plain().column("day", i -> "2020-01-0" + (1 + i % 9)).column("", i -> String.valueOf(i));
    column("when", i -> "2020-01-01 12:0" + i % 10);
    roles = new ColumnRoles(List.of("day"), List.of(), List.of("when"));
    assertEquals(List.of("x"), types().inputs());
    assertEquals(List.of("day"), types().labels());
  }

  @Test
  void listedFeaturesAloneAreRead() {
    plain().column("a", i -> "a" + i % 3).column("b", i -> "b" + i % 3);
    roles = NONE.withFeatures(List.of("b", "x"));
    ColumnTypes types = types();
    assertEquals(List.of("b", "x"), types.inputs());
    assertEquals(List.of("x"), types.numbers());
    assertEquals(List.of("a"), types.others());
  }

  @Test
  void namedCategoriesMayLookLikeAnything() {
    column("grade", i -> String.valueOf(i % 3)).column("day", i -> "2020-01-0" + (1 + i % 9));
    column("id", i -> "n" + i);
    categorical = Set.of("grade", "day", "id");
    assertEquals(header, types().categories());
    assertEquals(List.of(), types().numbers());
  }

  @Test
  void textsThatNameRowsAreLeftOutAndSaidNumbersKeptAndSaid() {
    plain().column("name", i -> "person " + i).column("id", i -> String.valueOf(1000 + 3 * i));
    ColumnTypes types = types();
    assertEquals(List.of("x", "id"), types.inputs());
    assertEquals(List.of("name"), types.leftOut());
    mentions(types.notes().get(0), "'name' is left out", "300 different texts", "--categorical");
    mentions(types.notes().get(1), "'id'", "kept", "--drop");
    roles = NONE.withFeatures(List.of("name", "x"));
    assertEquals(List.of("name"), types().categories());
  }

  @Test
  void measurementsThatAllDifferNameNoRows() {
    column("x", i -> String.valueOf(Math.sin(i)));
    assertEquals(List.of(), types().notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013-08-1#",
        "2013-08-1# 06:03:42",
        "2013-08-1#T06:03:42.125Z",
        "2013-08-1#T06:03+02:00",
        "1#/08/2013",
        "1#.8.13",
        "1#-Aug-2013",
        "1# August 2013 6:03 PM",
        "Aug 1#, 2013",
        "12:3#",
        "12:33:1#.5"
      })
  void datesAndTimesAreRefusedWithWhatToDo(String form) {
    plain().column("day", i -> i % 5 == 0 ? "" : form.replace("#", String.valueOf(i % 10)));
    column("other day", i -> "2020-01-0" + (1 + i % 9));
    mentions(
        refused(),
        "'day'",
        form.replace("#", "1"),
        "make a number of it",
        "--drop 'day,other day'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-3", "10-20", "v1.2.3.4", "A-2013", "3/4", "Jan", "10:1:2:3", ">=4"})
  void whatIsNoDateIsACategory(String form) {
    plain().column("text", i -> i % 3 == 0 ? form : form + "b");
    assertEquals(List.of("text"), types().categories());
    assertFalse(DatesAndTimes.is(form));
  }

  @Test
  void manyLevelsAreRefusedUnlessNamed() {
    // 150 levels of 10 rows each do not fit into 300 rows: five columns' worth of rows.
    header.add("zip");
    String[] column = new String[1500];
    for (int i = 0; i < column.length; i++) {
      column[i] = "z" + i % 150;
    }
    cells.add(column);
    mentions(refused(), "'zip'", "150", "100 expected", "--drop zip", "--categorical zip");
    categorical = Set.of("zip");
    assertEquals(List.of("zip"), types().categories());
    categorical = Set.of();
    roles = NONE.withFeatures(List.of("zip"));
    assertEquals(List.of("zip"), types().categories());
  }

  @ParameterizedTest
  @CsvSource({"oops,oops", "NaN,NaN", "-Infinity,-Infinity", "'1,5','1,5'", "'12 kg','12 kg'"})
  void aTextAmongNumbersIsRefusedWithItsPlace(String stray, String shown) {
    plain().column("y", i -> i == 41 ? stray : String.valueOf(i / 7.0));
    mentions(
        refused(),
        "row 42",
        "'y'",
        "'" + shown + "' is not a finite number",
        "--missing",
        "--drop");
  }

  @Test
  void fewNumbersBesideATextAreLevels() {
    plain().column("children", i -> i % 4 == 3 ? "3+" : String.valueOf(i % 4));
    assertEquals(List.of("children"), types().categories());
    mentions(types().notes().get(0), "'children'", "'3+' in row 4");
  }

  @Test
  void numbersHaveTheirOwnDecimalSign() {
    column("x", i -> i + ",5");
    mentions(refused(), "row 1", "'0,5'", "--decimal ,", "--categorical x");
    decimal = ',';
    assertEquals(List.of("x"), types().numbers());
    cells.set(0, cells.get(0).clone());
    cells.get(0)[7] = "1.5";
    mentions(refused(), "row 8", "1.5");
  }

  @Test
  void whatIsNotThereIsNamed() {
    plain();
    roles = ColumnRoles.labels("y");
    mentions(refused(), "no column 'y'");
    roles = NONE;
    categorical = Set.of("z");
    mentions(refused(), "no column 'z'");
    categorical = Set.of();
    header.set(0, "name");
    cells.set(0, cells.get(0).clone());
    for (int i = 0; i < ROWS; i++) {
      cells.get(0)[i] = "n" + i;
    }
    mentions(refused(), "none of the 1 columns is left as a feature", "name");
  }
}
