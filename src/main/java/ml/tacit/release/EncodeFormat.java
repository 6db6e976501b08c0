package ml.tacit.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.step.Encode;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;

/**
 * What becomes of each column of a table: {@code {"name", "fill", "indicator"}} of numbers, {@code
 * {"name", "levels", "other", "missing"}} of a category.
 */
final class EncodeFormat implements StepFormat<Encode> {

  @Override
  public String kind() {
    return "encode";
  }

  @Override
  public Class<Encode> type() {
    return Encode.class;
  }

  @Override
  public void write(Encode step, StepWriter out) {
    out.put("columns", fields(step.encoding()));
  }

  /** The columns of an encoding as JSON has them. */
  static List<Map<String, Object>> fields(Encoding encoding) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Encoding.Column column : encoding.columns()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", column.name());
      if (column instanceof Encoding.Category category) {
        fields.put("levels", category.levels());
        fields.put("other", category.other());
        fields.put("missing", category.missing());
      } else if (column instanceof Encoding.Numeric number) {
        fields.put("fill", number.fill());
        fields.put("indicator", number.indicator());
      }
      columns.add(fields);
    }
    return columns;
  }

  @Override
  public Encode read(StepReader in) {
    String path = in.name("columns");
    List<Encoding.Column> columns = new ArrayList<>();
    for (Object value : Fields.list(path, in.field("columns"))) {
      columns.add(column(path + "." + columns.size(), value));
    }
    if (columns.size() != in.inputs()) {
      throw BadDataException.of("%s: %d, for %d inputs", path, columns.size(), in.inputs());
    }
    return new Encode(Encoding.of(columns));
  }

  private static Encoding.Column column(String path, Object value) {
    Map<?, ?> fields = Fields.object(path, value);
    String name = Fields.text(path + ".name", fields.get("name"));
    return fields.containsKey("levels")
        ? new Encoding.Category(
            name,
            Fields.texts(path + ".levels", fields.get("levels")),
            Fields.truth(path + ".other", fields.get("other")),
            Fields.truth(path + ".missing", fields.get("missing")))
        : new Encoding.Numeric(
            name,
            Fields.number(path + ".fill", fields.get("fill")),
            Fields.truth(path + ".indicator", fields.get("indicator")));
  }
}
