package ml.tacit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a folder of results, and what they were made from.
 *
 * @param files all of them but the manifest itself, in the order in which they are put in place
 * @param input the rows, or null where they were simulated
 * @param device the column that tells devices apart, where the release has own history; else null
 * @param settings the command that makes the same again, without paths
 */
record Contents(List<Entry> files, Source input, String device, String settings) {
  private static final String WHY_NOT_THIS =
      "names and digests of the input, and which rows were fitted on";

  Contents {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param name without a folder
   * @param publish whether others may have it
   * @param why what speaks for that or against it
   */
  record Entry(String name, String sha256, long bytes, boolean publish, String why) {}

  /**
   * Rows that were read.
   *
   * @param name of the file, or of the first and how many more there are
   * @param sha256 of the bytes of all files, one after the other
   * @param rows how many there are
   * @param released those that were released, in order: spans of rows
   */
  record Source(String name, String sha256, int rows, List<Span> released) {
    Source {
      released = List.copyOf(released);
    }
  }

  /**
   * Consecutive rows.
   *
   * @param first counted from 1
   * @param rows how many
   */
  record Span(int first, int rows) {

    /** Of these numbers of rows, ascending from 0. */
    static List<Span> of(int[] places) {
      List<Span> spans = new ArrayList<>();
      for (int from = 0; from < places.length; ) {
        int to = from + 1;
        while (to < places.length && places[to] == places[to - 1] + 1) {
          to++;
        }
        spans.add(new Span(places[from] + 1, to - from));
        from = to;
      }
      return spans;
    }
  }

  Optional<Entry> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** As the manifest states it. */
  void into(Map<String, Object> fields) {
    fields.put("settings", settings);
    fields.put("input", input);
    if (device != null) {
      fields.put("device", device);
    }
    fields.put("files", files);
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("publish", false);
    own.put("why", WHY_NOT_THIS);
    fields.put("thisFile", own);
  }

  /** What a manifest states; nothing where it names no files. */
  static Optional<Contents> of(JsonNode root) {
    if (!root.path("files").isArray()) {
      return Optional.empty();
    }
    List<Entry> files = new ArrayList<>();
    for (JsonNode file : root.get("files")) {
      files.add(
          new Entry(
              file.path("name").asText(),
              file.path("sha256").asText(),
              file.path("bytes").asLong(-1),
              file.path("publish").asBoolean(false),
              file.path("why").asText()));
    }
    return Optional.of(
        new Contents(
            files,
            source(root.path("input")),
            root.path("device").asText(null),
            root.path("settings").asText()));
  }

  private static Source source(JsonNode input) {
    if (!input.isObject()) {
      return null;
    }
    List<Span> released = new ArrayList<>();
    for (JsonNode span : input.path("released")) {
      released.add(new Span(span.path("first").asInt(), span.path("rows").asInt()));
    }
    return new Source(
        input.path("name").asText(),
        input.path("sha256").asText(),
        input.path("rows").asInt(),
        released);
  }
}
