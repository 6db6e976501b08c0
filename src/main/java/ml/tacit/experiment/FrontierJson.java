package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
      return new ObjectMapper()
          .readTree(Files.readString(file))
          .path("experiment")
          .asText()
          .equals(FrontierResults.NAME);
    } catch (JsonProcessingException | CharacterCodingException e) {
      return false;
    }
  }

  static FrontierResults read(Path file) throws IOException {
    try {
      FrontierResults results =
          new ObjectMapper().readValue(Files.readString(file), FrontierResults.class);
      if (results == null
          || !FrontierResults.NAME.equals(results.experiment())
          || results.sets() == null
          || results.points() == null) {
        throw new BadDataException(
            file + ": no frontier, expected a file written by reproduce frontier");
      }
      return results;
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: not written by reproduce frontier (%s)",
              file,
              e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (CharacterCodingException e) {
      throw new BadDataException(
          file + ": not written by reproduce frontier (it is not UTF-8 text)", e);
    }
  }
}
