package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesawBridgeTest {
  private static final ColumnRoles ROLES = ColumnRoles.labels("who", "what");

  @Test
  void thereAndBack() {
    Table table =
        Table.create("t")
            .addColumns(
                DoubleColumn.create("x", new double[] {0.1, -2}),
                IntColumn.create("who", new int[] {10, 9}),
                IntColumn.create("n", new int[] {3, 4}),
                StringColumn.create("what", "sit", "walk"));
    LabelledRows rows = TablesawBridge.fromTable(table, ROLES);
    assertEquals(List.of("x", "n"), rows.features());
    assertArrayEquals(new double[] {0.1, 3, -2, 4}, rows.rows().data);
    assertEquals(List.of("9", "10"), rows.label("who").classes());
    assertEquals("walk", rows.label("what").name(1));

    Table back = TablesawBridge.toTable(rows);
    assertEquals(List.of("who", "what", "x", "n"), back.columnNames());
    LabelledRows again = TablesawBridge.fromTable(back, ROLES);
    assertArrayEquals(rows.rows().data, again.rows().data);
    assertArrayEquals(rows.label("who").codes(), again.label("who").codes());
  }

  @Test
  void badTables() {
    Table missing = Table.create("t").addColumns(DoubleColumn.create("x", new double[] {1}));
    missing.addColumns(StringColumn.create("who", "a"));
    assertMessage("table 't': no column 'what' (found 2 columns: x, who)", missing);

    Table text = labelled().addColumns(StringColumn.create("x", "1"));
    assertMessage("table 't': column 'x': found type STRING, expected a numeric one", text);

    Table gap = labelled().addColumns(DoubleColumn.create("x", new Double[] {null}));
    assertMessage("table 't': row 1, column 'x': '' is not a finite number", gap);

    Table infinite = labelled().addColumns(DoubleColumn.create("x", new double[] {1 / 0.0}));
    assertMessage("table 't': row 1, column 'x': 'Infinity' is not a finite number", infinite);

    Table blank = Table.create("t").addColumns(StringColumn.create("who", ""));
    blank.addColumns(StringColumn.create("what", "sit"), IntColumn.create("x", new int[] {1}));
    assertMessage("table 't': row 1, column 'who': '' is blank, a label was expected", blank);

    Table empty = labelled().addColumns(IntColumn.create("x", new int[] {1})).emptyCopy();
    assertMessage("table 't': found 0 rows, expected at least 1", empty);
  }

  private static Table labelled() {
    return Table.create("t")
        .addColumns(StringColumn.create("who", "a"), StringColumn.create("what", "sit"));
  }

  private static void assertMessage(String expected, Table table) {
    assertEquals(
        expected,
        assertThrows(BadDataException.class, () -> TablesawBridge.fromTable(table, ROLES))
            .getMessage());
  }
}
