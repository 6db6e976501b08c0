package ml.tacit.release;

import java.util.Map;

/**
 * A part of a model file beside the steps, under a name of its own. A reader that does not know the
 * name skips the section, or refuses the file by the name if the section is required. A new section
 * needs one such class and a line in {@link Sections}.
 */
interface Section {

  /** Its name in the file; never given to another. */
  String name();

  /** Whether a release without it would be another one. */
  boolean isRequired();

  /** Its content: maps, lists, texts, numbers, booleans and null. */
  Map<String, Object> fields();
}
