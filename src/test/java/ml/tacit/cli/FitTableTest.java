package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import ml.tacit.release.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables through fit, merge, inspect and transform. */
class FitTableTest {
  private static final String HEADER = "person,age,work,activity,land,hours";

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    List<String> all = new ArrayList<>(List.of(HEADER));
    for (int owner = 0; owner < 3; owner++) {
      List<String> lines = new ArrayList<>(List.of(HEADER));
      Random random = new Random(owner);
      for (int i = 0; i < 200; i++) {
        int who = random.nextInt(3);
        lines.add(
            String.format(
                Locale.ROOT,
                "p%d,%d,%s,%s,%s,%.3f",
                who,
                30 + 5 * who + random.nextInt(20),
                i == 7 ? "astronaut" + owner : random.nextInt(2 + who) == 0 ? "state" : "private",
                random.nextBoolean() ? "walk" : "sit",
                i % 11 == 0 ? "" : owner == 2 && i % 2 == 0 ? "there" : "here",
                who + random.nextGaussian()));
      }
      Files.write(path("part" + owner + ".csv"), lines);
      all.addAll(lines.subList(1, lines.size()));
    }
    Files.write(path("all.csv"), all);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private Shell run(String... args) throws IOException {
    for (int i = 0; i < args.length; i++) {
      args[i] = args[i].replace("@", folder + "/");
    }
    return Shell.run(args);
  }

  private String done(String... args) throws IOException {
    Shell shell = run(args);
    assertEquals(0, shell.status(), shell.err());
    return shell.out();
  }

  private Release fit(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("fit", "--hide", "person", "--model", "@m"));
    args.addAll(List.of(more));
    done(args.toArray(new String[0]));
    return Release.load(path("m"));
  }

  @Test
  void mergedStatisticsOfTablesGiveTheModelOfOneFile() throws IOException {
    Release whole = fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv");
    assertEquals(List.of("age", "work", "land", "hours"), whole.inputs());
    for (int owner = 0; owner < 3; owner++) {
      String said =
          done(
              "fit",
              "--input",
              "@part" + owner + ".csv",
              "--hide",
              "person",
              "--keep",
              "activity",
              "--statistic",
              "@s" + owner);
      assertTrue(said.contains("1 levels of categories have fewer than 10 rows"), said);
    }
    done("merge", "@s2", "@s0", "@s1", "--statistic", "@sum");
    Release merged = fit("--method", "rdca", "--keep", "activity", "--from-statistic", "@sum");
    assertEquals(whole.encoding().map(Object::toString), merged.encoding().map(Object::toString));
    Map<String, String> row = Map.of("age", "41", "work", "state", "land", "", "hours", "0.25");
    assertArrayEquals(
        whole.withFullPrecision().transform(row),
        merged.withFullPrecision().transform(row),
        1e-9,
        "before rounding, whose key is of the last bits of a statistic");
  }

  @Test
  void noNameOfARareLevelIsInTheModel() throws IOException {
    Release release = fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv");
    String bytes = Files.readString(path("m"), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("astronaut"), "names of merged levels");
    assertTrue(bytes.contains("private"), "a positive control");
    assertFalse(done("inspect", "@m", "--json").contains("astronaut"));
    assertTrue(release.outputs().contains("work=(other)"));
  }

  @Test
  void inspectSaysWhatBecomesOfEachColumn() throws IOException {
    fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv");
    String text = done("inspect", "@m");
    assertTrue(
        text.contains("category: 'private', and beside it state; rare and new ones as one"), text);
    assertTrue(text.contains("category: 'here', and beside it there; missing as one"), text);
    assertTrue(text.contains("where missing"), text);
    String json = done("inspect", "@m", "--json");
    assertTrue(json.contains("\"encoding\" : [ {"), json);
    assertTrue(json.contains("\"levels\" : [ \"private\", \"state\" ]"), json);
  }

  @Test
  void transformCountsWhatTheModelWasNotFittedTo() throws IOException {
    for (String method : List.of("rdca", "dca")) {
      Release release = fit("--method", method, "--keep", "activity", "--input", "@all.csv");
      Files.writeString(
          path("new.csv"),
          "hours,land,age,work,activity\n0.5,here,31,state,sit\n0.25,nowhere,40,pirate,walk\n1,,50,,sit\n");
      String said =
          done("transform", "--model", "@m", "--input", "@new.csv", "--output", "@out.csv");
      assertTrue(said.contains("1 row: levels of 'work' that were rare or absent"), said);
      assertTrue(said.contains("1 row: levels of 'land' that the model was not fitted to"), said);
      assertTrue(said.contains("1 row: 'work' is missing, which it never was"), said);
      List<String> lines = Files.readAllLines(path("out.csv"));
      assertEquals(4, lines.size());
      double[] row = release.transform(Map.of("hours", "1", "land", "", "age", "50", "work", ""));
      String[] header = lines.get(0).split(",");
      String[] cells = lines.get(3).split(",");
      for (int j = 0; j < row.length; j++) {
        int at = List.of(header).indexOf(release.outputs().get(j));
        assertEquals(row[j], Double.parseDouble(cells[at]), release.outputs().get(j));
      }
    }
  }

  @Test
  void kernelsAndStepsReadTablesToo() throws IOException {
    Release kernel =
        fit(
            "--method",
            "kdca",
            "--kernel",
            "rbf",
            "--landmarks",
            "20",
            "--keep",
            "activity",
            "--input",
            "@all.csv");
    assertTrue(kernel.encoding().isPresent());
    Release steps = fit("--steps", "decide", "--keep", "activity", "--input", "@all.csv");
    assertTrue(steps.encoding().isPresent());
    String said = done("transform", "--model", "@m", "--input", "@all.csv", "--output", "@out.csv");
    assertTrue(said.contains("600 rows"), said);
  }

  @Test
  void aTableWithoutANumberIsFitted() throws IOException {
    Release release =
        fit(
            "--method",
            "rdca",
            "--keep",
            "activity",
            "--features",
            "work,land",
            "--input",
            "@all.csv");
    assertEquals(List.of("work", "land"), release.inputs());
    done("transform", "--model", "@m", "--input", "@all.csv", "--output", "@out.csv");
    assertEquals(601, Files.readAllLines(path("out.csv")).size());
  }

  @Test
  void rareIsAsManyRowsAsOneSays() throws IOException {
    Release all =
        fit("--method", "rdca", "--keep", "activity", "--rare", "1,1", "--input", "@all.csv");
    assertTrue(all.outputs().contains("work=astronaut0"));
    Shell shell =
        run(
            "fit",
            "--method",
            "rdca",
            "--hide",
            "person",
            "--rare",
            "few",
            "--input",
            "@all.csv",
            "--model",
            "@m");
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("--rare: found 'few'"), shell.err());
  }

  @Test
  void rowsThatLackAValueAreLeftOutIfAskedFor() throws IOException {
    Files.writeString(
        path("gaps.csv"), Files.readString(path("all.csv")).replaceFirst("p0,\\d+", "p0,NA"));
    Release filled = fit("--method", "rdca", "--keep", "activity", "--input", "@gaps.csv");
    assertTrue(
        filled.outputs().contains("age missing"), "the first gap comes after a block or in it");
    assertEquals(600, filled.info().rowsSeen());
    Release left =
        fit("--method", "rdca", "--keep", "activity", "--impute", "drop", "--input", "@gaps.csv");
    assertFalse(left.outputs().contains("age missing"));
    assertFalse(left.outputs().contains("land=(missing)"));
    assertTrue(left.info().rowsSeen() < 550 && left.info().rowsSeen() > 500);
  }

  @Test
  void severalFilesAreOneTable() throws IOException {
    Release whole = fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv");
    byte[] bytes = Files.readAllBytes(path("m"));
    fit("--method", "rdca", "--keep", "activity", "--input", "@part*.csv");
    assertArrayEquals(bytes, Files.readAllBytes(path("m")), whole.outputs().toString());
  }

  @Test
  void aCopiedCellKeepsItsOwnText() throws IOException {
    fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv");
    Files.writeString(
        path("next.csv"),
        "age,work,activity,land,hours,note\n30,state,NA,NA,1,?\n31,state, ?,here,2,\n32,NA,sit,?,3,NA\n");
    String said =
        done(
            "transform",
            "--model",
            "@m",
            "--input",
            "@next.csv",
            "--output",
            "@o.csv",
            "--copy",
            "note");
    assertTrue(said.contains("'work'"), said); // a category that says NA is missing all the same
    List<String> lines = Files.readAllLines(path("o.csv"));
    List<String> header = List.of(lines.get(0).split(","));
    List<String> copied = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      copied.add(cells[header.indexOf("activity")] + "|" + cells[header.indexOf("note")]);
    }
    assertEquals(List.of("NA|?", " ?|", "sit|NA"), copied);
  }

  @Test
  void whatIsNeitherReadNorCopiedMayHoldAnything() throws IOException {
    fit("--method", "rdca", "--keep", "activity", "--input", "@all.csv", "--drop", "work");
    Files.writeString(
        path("next.jsonl"),
        "{\"age\":30,\"hours\":1,\"activity\":null,\"land\":\"here\",\"work\":null}\n{\"age\":31,\"hours\":2,\"activity\":\"sit\",\"land\":\"here\",\"work\":7}\n");
    String said =
        done("transform", "--model", "@m", "--input", "@next.jsonl", "--output", "@o.jsonl");
    assertTrue(said.contains("not released (--copy releases a column as it stands): work"), said);
    assertTrue(Files.readString(path("o.jsonl")).contains("\"activity\":\"\""));
  }

  /**
   * docs/model-file.md, the statistic of a table: wide columns in their order, means of each cell.
   */
  @Test
  void theStatisticOfATableIsAsDescribed() throws IOException {
    done(
        "fit",
        "--input",
        "@all.csv",
        "--hide",
        "person",
        "--keep",
        "activity",
        "--statistic",
        "@s");
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path("s"))).order(ByteOrder.LITTLE_ENDIAN);
    byte[] json = new byte[(int) file.getLong()];
    file.get(json);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    JsonNode header = new ObjectMapper().readTree(json);
    assertEquals("2", header.at("/__metadata__/format_version").asText());
    JsonNode statistic = new ObjectMapper().readTree(header.at("/__metadata__/statistic").asText());
    List<String> wide = new ArrayList<>();
    for (JsonNode column : statistic.at("/table/columns")) {
      if (column.has("provisional")) {
        wide.add(column.get("name").asText());
      }
      column
          .get("levels")
          .forEach(level -> wide.add(column.get("name").asText() + "=" + level.asText()));
    }
    assertEquals(
        List.of(
            "age",
            "work=astronaut0",
            "work=astronaut1",
            "work=astronaut2",
            "work=private",
            "work=state",
            "land=",
            "land=here",
            "land=there",
            "hours"),
        wide);
    assertEquals(wide.size(), statistic.get("dimension").asInt());
    int origin = header.at("/origin/data_offsets/0").asInt();
    int means = header.at("/means/data_offsets/0").asInt();
    for (int cell = 0; cell < statistic.get("cells").size(); cell++) {
      double works = 0;
      for (int j = 1; j <= 5; j++) {
        works +=
            data.getDouble(origin + Double.BYTES * j)
                + data.getDouble(means + Double.BYTES * (cell * wide.size() + j));
      }
      assertEquals(1, works, 1e-12);
    }
  }
}
