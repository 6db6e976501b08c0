package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {
  @TempDir Path dir;

  @Test
  void labelsFirstThenFeatures() throws IOException {
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("who", Labels.of("ann", "b,ob"));
    labels.put("what", Labels.of("say \"hi\"", "sit"));
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1, -0.0}, {0.1, 1e-300}});
    Path file = dir.resolve("t.csv");
    CsvWriter.writeAll(file, new LabelledRows(List.of("x", "y"), rows, labels));
    assertEquals(
        """
        who,what,x,y
        ann,"say ""hi""\",1.0,-0.0
        "b,ob",sit,0.1,1.0E-300
        """,
        Files.readString(file));
  }

  @Test
  void otherNumbersKeepTheTextsAndTheOrder() throws IOException {
    Path in = Files.writeString(dir.resolve("in.csv"), "x,who,y,note\n1,ann,2,n1\n3,bob,4,\n");
    Path out = dir.resolve("out.csv");
    ColumnRoles roles = ColumnRoles.labels("who").withFeatures(List.of("y", "x"));
    try (CsvReader reader = CsvReader.open(in, roles);
        CsvWriter writer = CsvWriter.create(out, reader.header(), reader.features())) {
      RowBlock block = reader.next(10);
      writer.write(block, new DMatrixRMaj(new double[][] {{20, 10}, {40, 30}}));
      writer.commit();
    }
    assertEquals("x,who,y,note\n10.0,ann,20.0,n1\n30.0,bob,40.0,\n", Files.readString(out));
  }

  /** A first name may look like a byte order mark or a zip file, and is still a name. */
  @Test
  void anyFirstNameReadsBack() throws IOException {
    for (String name :
        List.of("\uFEFFx", "\uFEFF", "PK\u0003\u0004", "x\u0000", "\u0000x", "\u0001")) {
      Path file = dir.resolve("t.csv");
      CsvWriter.writeAll(
          file, new LabelledRows(List.of(name, "y"), new DMatrixRMaj(1, 2), Map.of()));
      assertEquals(
          List.of(name, "y"),
          CsvReader.readAll(file, ColumnRoles.labels(new String[0])).features(),
          name);
    }
  }

  @Test
  void nothingAppearsWithoutACommit() throws IOException {
    Path file = Files.writeString(dir.resolve("t.csv"), "before");
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1}, {Double.NaN}});
    LabelledRows table = new LabelledRows(List.of("x"), rows, Map.of());
    BadDataException e =
        assertThrows(BadDataException.class, () -> CsvWriter.writeAll(file, table));
    assertEquals(
        file + ": row 2, column 'x': found NaN, a file holds finite numbers only", e.getMessage());
    assertEquals("before", Files.readString(file));
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void anEmptyTextAloneInItsRowIsStillARow() throws IOException {
    Path in = Files.writeString(dir.resolve("in.csv"), "x,note\n1,a\n2,\n");
    Path out = dir.resolve("out.csv");
    ColumnRoles roles = ColumnRoles.labels(new String[0]).withFeatures(List.of("x"));
    try (CsvReader reader = CsvReader.open(in, roles);
        CsvWriter writer = CsvWriter.create(out, List.of("note"), List.of())) {
      writer.write(reader.next(2), new DMatrixRMaj(2, 0));
      writer.commit();
    }
    assertEquals("note\na\n\"\"\n", Files.readString(out));
  }

  @Test
  void countsAndNamesMustFit() throws IOException {
    Path file = dir.resolve("t.csv");
    assertThrows(BadDataException.class, () -> CsvWriter.create(file, List.of("a"), List.of("b")));
    assertThrows(
        BadDataException.class, () -> CsvWriter.create(file, List.of("a", "a"), List.of("a")));
    LabelledRows rows = new LabelledRows(List.of("x"), new DMatrixRMaj(2, 1), Map.of());
    try (CsvWriter writer = CsvWriter.create(file, List.of("x", "y"), List.of("x", "y"))) {
      assertEquals(
          file + ": found 2 x 1 numbers, expected 2 rows x 2 columns",
          assertThrows(BadDataException.class, () -> writer.write(rows)).getMessage());
    }
    try (CsvWriter writer = CsvWriter.create(file, List.of("who", "x"), List.of("x"))) {
      assertThrows(BadDataException.class, () -> writer.write(rows));
    }
  }
}
