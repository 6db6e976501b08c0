package ml.tacit.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes the table of {@code docs/promises.md} from what the attacks counted. The words around the
 * table stay; so do the rows of attacks that were not run this time.
 */
public final class PromisesPage {
  static final Path PAGE = Path.of("docs", "promises.md");
  private static final String BEGIN = "<!-- attacks: made by mvn verify -Pattack -->";
  private static final String END = "<!-- end of attacks -->";
  private static final String HEAD =
      "| promise | attacked by | tried | failed | seconds |\n| --- | --- | ---: | ---: | ---: |\n";

  private PromisesPage() {}

  /**
   * Writes the page.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    Files.writeString(PAGE, page(Files.readString(PAGE), counted(Tally.FOLDER)));
  }

  /**
   * One attack.
   *
   * @param promise the promise
   * @param cells of its row, the promise's own first
   */
  record Row(Promise promise, List<String> cells) {
    String attack() {
      return cells.get(1);
    }

    /** One attack may count for several promises. */
    boolean isAgain(Row other) {
      return promise == other.promise && attack().equals(other.attack());
    }

    String line() {
      return "| " + String.join(" | ", cells) + " |\n";
    }
  }

  /** The page with the rows in place of those of the same attacks. */
  static String page(String before, List<Row> counted) {
    List<Row> rows = new ArrayList<>(counted);
    for (Row row : rows(before)) {
      if (counted.stream().noneMatch(row::isAgain)) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparing(Row::promise).thenComparing(Row::attack));
    StringBuilder table = new StringBuilder(HEAD);
    rows.forEach(row -> table.append(row.line()));
    return before.substring(0, from(before)) + table + before.substring(before.indexOf(END));
  }

  /** The rows of a page. */
  static List<Row> rows(String page) {
    List<Row> rows = new ArrayList<>();
    for (String line : page.substring(from(page), page.indexOf(END)).split("\n")) {
      List<String> cells = Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
      for (Promise promise : Promise.values()) {
        if (!cells.isEmpty() && cells.get(0).equals(promise.sentence())) {
          rows.add(new Row(promise, cells));
        }
      }
    }
    return rows;
  }

  private static int from(String page) {
    return page.indexOf(BEGIN) + BEGIN.length() + 1;
  }

  private static List<Row> counted(Path folder) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode counts = new ObjectMapper().readTree(Files.readAllBytes(file));
        Promise promise = Promise.valueOf(counts.get("promise").asText());
        rows.add(
            new Row(
                promise,
                List.of(
                    promise.sentence(),
                    counts.get("attack").asText(),
                    String.format(Locale.ROOT, "%,d", counts.get("tried").asLong()),
                    counts.get("failed").asText(),
                    counts.get("seconds").asText())));
      }
    }
    return rows;
  }
}
