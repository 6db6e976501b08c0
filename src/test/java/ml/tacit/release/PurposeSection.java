package ml.tacit.release;

import java.util.Map;
import ml.tacit.format.Fields;

/** What the release is for, in words. */
record PurposeSection(String purpose) implements Section {
  static final String NAME = "purpose";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isRequired() {
    return false; // without it the release gives the same numbers
  }

  @Override
  public Map<String, Object> fields() {
    return Map.of("text", purpose);
  }

  static PurposeSection read(Map<?, ?> fields) {
    return new PurposeSection(Fields.text("purpose.text", fields.get("text")));
  }
}
