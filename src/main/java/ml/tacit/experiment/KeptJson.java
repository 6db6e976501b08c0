package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.NamedInput;

/** Results from a file, which somebody may have altered: whole, or refused by name. */
final class KeptJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private KeptJson() {}

  /**
   * Reads a file.
   *
   * @param type a record that checks its own fields
   * @param by what writes such files, for the message
   * @throws BadDataException if it is of something else, or a field that must be there is not
   */
  static <T> T read(Path file, Class<T> type, String by) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadDataException(file + ": no such file");
    }
    String why;
    Exception cause;
    try {
      T read = JSON.readValue(text(file), type);
      if (read != null) {
        return read;
      }
      cause = null;
      why = "there is nothing in it";
    } catch (JsonProcessingException e) {
      cause = e;
      why =
          e.getCause() instanceof BadDataException missing
              ? missing.getMessage()
              : e.getOriginalMessage().lines().findFirst().orElse("");
    } catch (CharacterCodingException e) {
      cause = e;
      why = "it is not UTF-8 text";
    }
    throw new BadDataException(file + ": not written by " + by + " (" + why + ")", cause);
  }

  /** The text of a file; decoded strictly. */
  static String text(Path file) throws IOException {
    try (InputStream in = NamedInput.open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
  }

  /** Throws if one of the values, named in turn, is missing: {@code "name", value, …}. */
  static void require(Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value == null
          || (value instanceof List<?> list && list.stream().anyMatch(item -> item == null))
          || (value instanceof Map<?, ?> map
              && map.values().stream().anyMatch(item -> item == null))) {
        throw BadDataException.of("'%s' is missing, or a part of it is", namesAndValues[i]);
      }
    }
  }
}
