package ml.tacit.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outcomes as JSON, for scripts. */
public final class OutcomeJson {
  private OutcomeJson() {}

  /**
   * One object with the data set and {@code results}, a list of objects with the fields of {@link
   * Outcome}; rates between 0 and 1.
   *
   * @param dataSet the name of the data set
   * @param outcomes what was measured
   * @return indented JSON text, ending in a line break
   */
  public static String toJson(String dataSet, List<Outcome> outcomes) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("dataSet", dataSet);
    root.put("results", outcomes);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of plain values could not be written", e);
    }
  }
}
