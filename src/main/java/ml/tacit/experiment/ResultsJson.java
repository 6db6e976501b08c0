package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import ml.tacit.table.BadDataException;

/** Results as JSON, for scripts and for {@link ExperimentsPage}. */
public final class ResultsJson {
  private ResultsJson() {}

  /**
   * One object with the fields of {@link Results}; {@code results} is a list of objects with the
   * fields of {@link Outcome}; rates between 0 and 1.
   *
   * @param results what was measured
   * @return indented JSON text, ending in a line break
   */
  public static String write(Results results) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values could not be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file the file
   * @return the results
   * @throws IOException if it cannot be read
   * @throws BadDataException if it is not such a file
   */
  public static Results read(Path file) throws IOException {
    return KeptJson.read(file, Results.class, "reproduce");
  }
}
