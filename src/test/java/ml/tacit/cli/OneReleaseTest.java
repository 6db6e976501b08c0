package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowInput;
import ml.tacit.table.RowOutput;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table gives one model and one release, whatever format its file has. */
class OneReleaseTest {
  private static final List<String> NUMBERS = List.of("age", "hours");

  @TempDir Path folder;
  private Path csv;

  @BeforeEach
  void table() throws IOException {
    Random random = new Random(16);
    StringBuilder text = new StringBuilder("age,work,sex,hours,income\n");
    for (int i = 0; i < 400; i++) {
      boolean woman = random.nextBoolean();
      text.append(20 + random.nextInt(50) + (woman ? 3 : 0)).append(',');
      text.append(List.of("büro", "部品", "at home").get(random.nextInt(woman ? 2 : 3)));
      text.append(woman ? ",f," : ",m,").append(random.nextGaussian() / 3);
      text.append(random.nextBoolean() ? ",low\n" : ",high\n");
    }
    csv = Files.writeString(folder.resolve("rows.csv"), text);
  }

  /** The same rows in the format of a name. */
  private Path as(String name) throws IOException {
    Path file = folder.resolve(name);
    ColumnRoles roles = new ColumnRoles(List.of(), NUMBERS, List.of());
    try (RowReader reader = RowInput.of(csv).open(roles);
        RowSink sink = RowOutput.create(file, reader.header(), NUMBERS)) {
      for (RowBlock block = reader.next(64); block != null; block = reader.next(64)) {
        sink.write(block, block.rows());
      }
      sink.commit();
    }
    return file;
  }

  private void ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
  }

  private Path fitted(Path input) {
    Path model = folder.resolve(input.getFileName() + ".model");
    ok(
        "fit",
        "--method",
        "dca",
        "--keep",
        "income",
        "--hide",
        "sex",
        "--input",
        input,
        "--model",
        model);
    return model;
  }

  private String released(Path model, Path input) throws IOException {
    Path output = folder.resolve("released.csv");
    ok("transform", "--model", model, "--input", input, "--output", output);
    return Files.readString(output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv.gz", "t.csv.zst", "t.jsonl", "t.jsonl.gz", "t.parquet"})
  void everyFormatGivesTheSameModelAndTheSameRelease(String name) throws IOException {
    Path model = fitted(csv);
    Path other = as(name);
    assertEquals(released(model, csv), released(model, other));
    assertEquals(released(model, csv), released(fitted(other), csv));
  }

  @Test
  void anotherRowGivesAnotherRelease() throws IOException {
    Path model = fitted(csv);
    String before = released(model, csv);
    Files.writeString(csv, Files.readString(csv).replaceFirst("at home", "büro"));
    assertNotEquals(before, released(model, csv));
  }
}
