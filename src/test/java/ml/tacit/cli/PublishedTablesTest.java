package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.table.Dialect;
import ml.tacit.table.RowInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as they are published: one command each, and one line where something is wrong. */
class PublishedTablesTest {
  private static final List<String> PLAN =
      List.of("--quick", "--steps", "decide | collapse 0.1 | noise 0.3");

  @TempDir Path folder;

  private Path out;

  private Shell desensitize(String text, String... more) throws IOException {
    Path input = Files.writeString(folder.resolve("table.data"), text);
    out = folder.resolve("out");
    List<Object> words = new ArrayList<>(List.of("desensitize", "--input", input, "--out", out));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  /** Of the release, which the model gives again to the byte. */
  private JsonNode audited(String text, int rows, String... more) throws IOException {
    Shell shell =
        desensitize(text, Stream.concat(Arrays.stream(more), PLAN.stream()).toArray(String[]::new));
    assertEquals(0, shell.status(), shell.out() + shell.err());
    assertEquals(rows + 1, Files.readAllLines(out.resolve("released.csv")).size(), shell.out());
    return new ObjectMapper().readTree(Files.readString(out.resolve("audit.json")));
  }

  private static List<String> columns(JsonNode audit, String readAs) {
    List<String> names = new ArrayList<>();
    for (JsonNode column : audit.get("columns")) {
      if (column.get("readAs").asText().startsWith(readAs)) {
        names.add(column.get("name").asText());
      }
    }
    return names;
  }

  @Test
  void adult() throws IOException {
    JsonNode audit =
        audited(
            PublishedTables.adult(600),
            600,
            "--no-header",
            "--columns",
            PublishedTables.ADULT_COLUMNS,
            "--missing",
            "?",
            "--hide",
            "sex",
            "--keep",
            "income");
    assertEquals(
        List.of("workclass", "education", "marital_status", "occupation", "native_country"),
        columns(audit, "category"));
    JsonNode country = audit.get("columns").get(9);
    assertEquals("native_country", country.get("name").asText());
    assertEquals(2, country.get("levels").asInt());
    assertTrue(country.get("merged").asInt() > 0, country.toString());
    assertFalse(
        new String(
                Files.readAllBytes(out.resolve("model.safetensors")), StandardCharsets.ISO_8859_1)
            .contains("Rare-"));
    assertTrue(Files.readString(out.resolve("report.html")).contains("How columns were read"));
    assertTrue(audit.get("again").asText().contains("--no-header --columns age,"), "again");
    Path again = folder.resolve("again.csv");
    Dialect dialect =
        new Dialect(
            ',', '.', false, List.of(PublishedTables.ADULT_COLUMNS.split(",")), Set.of("", "?"));
    Release.load(out.resolve("model.safetensors"))
        .transform(
            RowInput.of(List.of(folder.resolve("table.data").toString()), dialect),
            again,
            CopyColumns.KEPT,
            bytes -> {});
    List<String> labelLast =
        Files.readAllLines(out.resolve("released.csv")).stream()
            .map(line -> line.replaceFirst("([^,]*),(.*)", "$2,$1"))
            .toList();
    assertEquals(labelLast, Files.readAllLines(again));
  }

  @Test
  void compas() throws IOException {
    JsonNode audit =
        audited(
            PublishedTables.compas(600),
            600,
            "--hide",
            "race",
            "--keep",
            "two_year_recid",
            "--unit",
            "row",
            "--drop",
            "dob,c_jail_in");
    assertEquals(List.of("sex", "c_charge_degree", "score_text"), columns(audit, "category"));
    assertEquals(List.of("violent_recid"), columns(audit, "left out: one value"));
    assertEquals(
        List.of("age", "decile_score", "days_b_screening_arrest", "decile_score 2"),
        columns(audit, "number"));
  }

  @Test
  void germanCredit() throws IOException {
    JsonNode audit =
        audited(
            PublishedTables.german(600),
            600,
            "--delimiter",
            "blank",
            "--no-header",
            "--columns",
            PublishedTables.GERMAN_COLUMNS,
            "--hide",
            "personal",
            "--keep",
            "class");
    assertEquals(
        List.of("status", "history", "purpose", "savings", "since"), columns(audit, "category"));
    assertEquals(List.of("foreign"), columns(audit, "left out: one value"));
  }

  @Test
  void lawSchool() throws IOException {
    JsonNode audit =
        audited(PublishedTables.lawSchool(600), 600, "--hide", "race", "--keep", "pass_bar");
    assertEquals(6, columns(audit, "number").size());
  }

  @Test
  void wisdm() throws IOException {
    Shell shell =
        desensitize(
            PublishedTables.wisdm(6, 120),
            Stream.concat(Stream.of("--hide", "user", "--keep", "class"), PLAN.stream())
                .toArray(String[]::new));
    assertEquals(0, shell.status(), shell.err());
    assertTrue(
        shell.out().contains("column 'UNIQUE_ID': whole numbers, all different"), shell.out());
    assertTrue(shell.out().contains("60 missing values"), shell.out());
  }

  @Test
  void rowsWithGapsAreLeftOutIfAsked() throws IOException {
    Shell shell =
        desensitize(
            PublishedTables.wisdm(6, 120),
            Stream.concat(
                    Stream.of(
                        "--hide",
                        "user",
                        "--keep",
                        "class",
                        "--impute",
                        "drop",
                        "--drop",
                        "UNIQUE_ID"),
                    PLAN.stream())
                .toArray(String[]::new));
    assertEquals(0, shell.status(), shell.err());
    assertTrue(
        shell.out().contains("60 of 720 rows lack a value and are left out (--impute drop)"),
        shell.out());
    assertEquals(661, Files.readAllLines(out.resolve("released.csv")).size());
    JsonNode audit = new ObjectMapper().readTree(out.resolve("audit.json").toFile());
    assertEquals(60, audit.get("droppedRows").asInt());
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("60 rows lacked a value and were left out"), "the report");
  }

  static Stream<Arguments> mistakes() {
    String adult = PublishedTables.adult(60);
    String named = PublishedTables.ADULT_COLUMNS.replace(",", ", ") + "\n" + adult;
    String compas = PublishedTables.compas(60);
    String german = PublishedTables.german(60);
    String sex = "--hide sex --keep income";
    String race = "--hide race --keep two_year_recid";
    return Stream.of(
        wrong("no header", adult, sex, "no column 'sex'", "--no-header"),
        wrong("names missing", adult, "--no-header " + sex, "--columns"),
        wrong("too few names", adult, "--no-header --columns a,b,sex,income " + sex, "12", "4"),
        wrong("a wrong name", named, "--hide sexx --keep income", "'sexx'", "did you mean 'sex'"),
        wrong("dates", compas, race, "'dob'", "'19", "--drop 'dob,c_jail_in'".replace("'", "")),
        wrong("blanks for commas", german, sex, "no column 'sex'", "--delimiter"),
        wrong("two delimiters", adult, "--delimiter ;; " + sex, "';;'", "one character"),
        wrong("a point for commas", adult, "--delimiter . " + sex, "delimiter", "'.'"),
        wrong(
            "a label without a value",
            named.replaceFirst(", (Male|Female),", ", ?,"),
            sex,
            "row 1",
            "'sex'",
            "1 of 60 rows",
            "--impute drop"),
        wrong(
            "a text among numbers",
            named.replaceFirst("\n\\d+, ", "\nabout 40, "),
            sex,
            "row 1",
            "'age'",
            "about 40",
            "--missing",
            "--categorical age"),
        wrong("no such category", named, "--categorical works " + sex, "no column 'works'"));
  }

  private static Arguments wrong(String name, String text, String options, String... mentions) {
    return Arguments.of(name, text, options, List.of(mentions));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakesAreOneLineWithWhatToDo(
      String name, String text, String options, List<String> mentions) throws IOException {
    Shell shell = desensitize(text, options.split(" "));
    assertTrue(shell.status() != 0, shell.out());
    List<String> lines = shell.err().lines().filter(line -> !line.startsWith("note: ")).toList();
    assertEquals(1, lines.size(), shell.err());
    mentions.forEach(part -> assertTrue(lines.get(0).contains(part), part + " in " + lines));
    assertFalse(Files.exists(out));
  }
}
