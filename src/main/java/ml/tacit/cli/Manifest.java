package ml.tacit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Split;

/**
 * What a folder of results holds, what it was made from, and what each released row was used for.
 *
 * <p>It lies in the folder and names each file by its hash: where it is, the folder is whole.
 *
 * @param sha256 of released.csv
 * @param runs the parts of consecutive rows, in the order of the file
 * @param chosenOn the parts on which the release was chosen among others, beside that of the fit
 * @param chosenAmong how many candidates there were, all listed before and fitted on the part of
 *     the fit; 0 where the file does not say
 * @param session the column whose sessions the parts are made by, or null: no test row is of a
 *     session of another part
 * @param contents the files and what they were made from, or null where an earlier version made it
 */
record Manifest(
    String sha256,
    List<Run> runs,
    List<String> chosenOn,
    int chosenAmong,
    String session,
    Contents contents) {
  static final String NAME = "manifest.json";
  static final String FIT = "fit";
  static final String ATTACK = "attack";
  static final String TEST = "test";
  static final String NONE = "none";
  private static final List<String> PARTS = List.of(FIT, ATTACK, TEST, NONE);

  /**
   * Consecutive rows of one part.
   *
   * @param part one of {@link #PARTS}
   * @param rows how many, at least 1
   */
  record Run(String part, int rows) {}

  /**
   * Of rows that were divided into fit, attack and test.
   *
   * @param candidates how many releases this one was chosen among on the rows to attack; 1 for none
   * @param session the column whose sessions the parts are made by, or null
   * @param contents the files; among them that of the rows
   */
  static Manifest of(Contents contents, int rows, Split split, int candidates, String session) {
    int[] part = new int[rows];
    Arrays.fill(part, PARTS.indexOf(NONE));
    for (int p = 0; p < 3; p++) {
      for (int row : split.part(p)) {
        part[row] = p;
      }
    }
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < rows; ) {
      int to = from;
      while (to < rows && part[to] == part[from]) {
        to++;
      }
      runs.add(new Run(PARTS.get(part[from]), to - from));
      from = to;
    }
    return new Manifest(
        contents.file(ReleaseFolder.RELEASED).orElseThrow().sha256(),
        runs,
        candidates > 1 ? List.of(ATTACK) : List.of(),
        candidates,
        session,
        contents);
  }

  void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("madeBy", Tacit.Version.text());
    contents.into(fields);
    Map<String, Object> released = new LinkedHashMap<>(); // in order: the same bytes every time
    released.put("file", ReleaseFolder.RELEASED);
    released.put("sha256", sha256);
    fields.put("released", released);
    fields.put("chosenOn", chosenOn);
    fields.put("chosenAmong", chosenAmong);
    if (session != null) {
      fields.put("session", session);
    }
    fields.put("parts", runs);
    String text = new ObjectMapper().writeValueAsString(fields) + "\n";
    AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The manifest in a file; nothing if there is none, or the file is something else. */
  static Optional<Manifest> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) { // no wait at a pipe
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException | CharConversionException e) { // no JSON, or no text
      return Optional.empty();
    }
    String sha256 = root.path("released").path("sha256").asText();
    if (sha256.isEmpty() || !root.path("parts").isArray() || !root.path("chosenOn").isArray()) {
      return Optional.empty();
    }
    List<Run> runs = new ArrayList<>();
    for (JsonNode run : root.get("parts")) {
      runs.add(new Run(run.path("part").asText(), run.path("rows").asInt()));
    }
    List<String> chosenOn = new ArrayList<>();
    root.get("chosenOn").forEach(part -> chosenOn.add(part.asText()));
    return Optional.of(
        new Manifest(
            sha256,
            runs,
            chosenOn,
            Math.max(0, root.path("chosenAmong").asInt()),
            root.path("session").asText(null),
            Contents.of(root).orElse(null)));
  }

  /** How many releases a bound must hold for at once, to be one for that which was chosen. */
  int candidates() {
    return session != null || chosenOn.isEmpty() ? 1 : Math.max(1, chosenAmong);
  }

  /**
   * Per row of the file whether no bound may use it: it was fitted on, used to choose among nobody
   * knows how many, or is of other sessions than the test rows.
   */
  boolean[] used(Path file, int rows) {
    boolean[] used = new boolean[rows];
    long at = 0;
    for (Run run : runs) {
      if (run.rows < 1 || !PARTS.contains(run.part) || at + run.rows > rows) {
        throw BadDataException.of(
            "%s: found %d rows of part '%s' from row %d, expected a part of %s within %d rows",
            file, run.rows, run.part, at + 1, PARTS, rows);
      }
      boolean one =
          run.part.equals(FIT)
              || (session != null && !run.part.equals(TEST))
              || (chosenAmong < 2 && chosenOn.contains(run.part));
      Arrays.fill(used, (int) at, (int) at + run.rows, one);
      at += run.rows;
    }
    if (at < rows) {
      throw BadDataException.of("%s: found the parts of %d rows, expected %d", file, at, rows);
    }
    return used;
  }
}
