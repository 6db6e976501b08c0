package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;

/**
 * The finished cells of a run, a line of JSON each, so that an interrupted run continues.
 *
 * <p>The first line names the settings and the data by a hash; a file of another hash is started
 * anew. A last line that was cut off is passed over. A new file is its owner's alone (mode 600).
 * Thread-safe.
 */
final class Cells {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SUM_DIGITS = 8;

  private final Path file;
  private final Map<String, List<Figure>> figures = new HashMap<>();
  private final Map<String, List<String>> notes = new HashMap<>();

  private Cells(Path file) {
    this.file = file;
  }

  /** Cells that are kept in memory only. */
  static Cells inMemory() {
    return new Cells(null);
  }

  /**
   * Opens or creates the file.
   *
   * @param file where cells are kept
   * @param key hash of settings and data
   * @throws IOException if it cannot be read or written
   */
  static Cells open(Path file, String key) throws IOException {
    Cells cells = new Cells(file);
    String header = JSON.writeValueAsString(Map.of("run", key));
    String kept = Files.exists(file) ? text(file) : "";
    List<String> lines = kept.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(header)) {
      AtomicFile.writePrivate(
          file, out -> out.write((header + "\n").getBytes(StandardCharsets.UTF_8)));
      return cells;
    }
    for (String line : lines.subList(1, lines.size())) {
      cells.read(line);
    }
    if (!kept.endsWith("\n")) {
      write(file, "\n", StandardOpenOption.APPEND);
    }
    return cells;
  }

  /** A line that was cut inside a character is a cut line like any other. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Names the file: an error of the disk does not by itself. */
  private static void write(Path file, String text, OpenOption... options) throws IOException {
    try {
      Files.writeString(file, text, options);
    } catch (IOException e) {
      throw new IOException(file + ": finished cells cannot be kept there: " + e.getMessage(), e);
    }
  }

  synchronized List<Figure> figures(String cell) {
    return figures.get(cell);
  }

  synchronized List<String> notes(String cell) {
    return notes.get(cell);
  }

  synchronized int size() {
    return figures.size();
  }

  synchronized void put(String cell, List<Figure> found) {
    figures.put(cell, found);
    append(Map.of("cell", cell, "figures", found));
  }

  synchronized void putNotes(String cell, List<String> lines) {
    notes.put(cell, lines);
    append(Map.of("cell", cell, "notes", lines));
  }

  private void append(Map<String, Object> line) {
    if (file == null) {
      return;
    }
    try {
      write(file, summed(JSON.writeValueAsString(line)) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line that was cut off, or is no longer the one that was written: its cell runs again. */
  private void read(String line) {
    if (line.length() < SUM_DIGITS + 1 || !line.equals(summed(line.substring(SUM_DIGITS + 1)))) {
      return;
    }
    try {
      JsonNode node = JSON.readTree(line.substring(SUM_DIGITS + 1));
      if (node.path("cell").asText().isEmpty()) {
        return;
      }
      if (node.hasNonNull("figures")) {
        List<Figure> found =
            JSON.convertValue(node.get("figures"), new TypeReference<List<Figure>>() {});
        KeptJson.require("figures", found);
        figures.put(node.get("cell").asText(), found);
      } else if (node.hasNonNull("notes")) {
        List<String> lines =
            JSON.convertValue(node.get("notes"), new TypeReference<List<String>>() {});
        KeptJson.require("notes", lines);
        notes.put(node.get("cell").asText(), lines);
      }
    } catch (JsonProcessingException | IllegalArgumentException | BadDataException e) {
      return; // written by something else
    }
  }

  /** A line with a checksum of it before it. */
  private static String summed(String json) {
    CRC32 sum = new CRC32();
    sum.update(json.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x %s", sum.getValue(), json);
  }
}
