package ml.tacit.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ml.tacit.format.Fields;
import ml.tacit.table.BadDataException;

/** Every section that a model file can hold, by name. */
final class Sections {
  private static final Map<String, Function<Map<?, ?>, Section>> READERS =
      Map.of(WeightsSection.NAME, WeightsSection::read);

  private Sections() {}

  /** Adds the sections to a header, and the names of those that a reader must know. */
  static void write(List<Section> sections, Map<String, Object> header) {
    Map<String, Object> fields = new LinkedHashMap<>();
    sections.forEach(section -> fields.put(section.name(), section.fields()));
    header.put("sections", fields);
    header.put(
        "required_sections",
        sections.stream().filter(Section::isRequired).map(Section::name).toList());
  }

  /** The sections known here; throws if one that is required is not. */
  static List<Section> read(Map<?, ?> header) {
    Map<?, ?> fields = Fields.object("sections", header.get("sections"));
    Set<String> required =
        Set.copyOf(Fields.texts("required_sections", header.get("required_sections")));
    for (String name : required) {
      if (!READERS.containsKey(name)) {
        throw new BadDataException(
            "section '"
                + name
                + "' is needed to use this model, and this version of Tacit does not know it");
      }
    }
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      Function<Map<?, ?>, Section> reader = READERS.get(entry.getKey().toString());
      if (reader != null) {
        sections.add(reader.apply(Fields.object("sections." + entry.getKey(), entry.getValue())));
      }
    }
    return sections;
  }
}
