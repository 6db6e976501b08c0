package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;

/** A frontier as JSON: the fields of {@link FrontierResults}. */
final class FrontierJson {
  private FrontierJson() {}

  static void write(Path file, FrontierResults results) throws IOException {
    String text;
    try {
      text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values could not be written", e);
    }
    AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a file says that it is one; that it is in order is for {@link #read} to say. */
  static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return KeptJson.JSON
          .readTree(KeptJson.text(file))
          .path("experiment")
          .asText()
          .equals(FrontierResults.NAME);
    } catch (JsonProcessingException | CharacterCodingException e) {
      return false;
    }
  }

  static FrontierResults read(Path file) throws IOException {
    FrontierResults results = KeptJson.read(file, FrontierResults.class, "reproduce frontier");
    if (!FrontierResults.NAME.equals(results.experiment())) {
      throw new BadDataException(
          file + ": no frontier, expected a file written by reproduce frontier");
    }
    return results;
  }
}
