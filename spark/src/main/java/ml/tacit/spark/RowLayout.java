package ml.tacit.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Where the numbers of a row stand: in columns of their own, or in one vector. It selects them from
 * a data set, in front of other columns, and reads them from the rows selected.
 */
final class RowLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of the numbers, in their order. */
  private final ArrayList<String> features;

  /** The vector column, or null. */
  private final String vector;

  /** For each number its place in the vector. */
  private final int[] places;

  /** How many numbers a vector has; 0 where its column does not say. */
  private final int length;

  private RowLayout(List<String> features, String vector, int[] places, int length) {
    this.features = new ArrayList<>(features);
    this.vector = vector;
    this.places = places;
    this.length = length;
  }

  /** Numbers in columns of their own. */
  static RowLayout columns(StructType schema, List<String> features) {
    for (String name : features) {
      StructField field = field(schema, name);
      if (!(field.dataType() instanceof NumericType)) {
        throw BadDataException.of(
            "column '%s': found type %s, a numeric type is expected; %s",
            name,
            field.dataType().simpleString(),
            field.dataType().equals(SQLDataTypes.VectorType())
                ? "name it by featuresCol"
                : "texts and booleans are categories, other types are left out by inputCols");
      }
    }
    return new RowLayout(features, null, null, 0);
  }

  /** Numbers in a vector, under the names that its column gives them, or name_0, name_1 and on. */
  static RowLayout vector(Dataset<?> rows, String column) {
    StructField field = vectorField(rows.schema(), column);
    String[] names = names(field);
    int count = names.length > 0 ? names.length : AttributeGroup.fromStructField(field).size();
    if (count < 1) {
      count = firstLength(rows, column);
    }
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    if (names.length == 0) {
      names = new String[count];
      Arrays.setAll(names, i -> column + "_" + i);
    }
    return new RowLayout(List.of(names), column, places, count);
  }

  /** Numbers in a vector for a model: by name where the column names them, else in their order. */
  static RowLayout vector(StructType schema, String column, List<String> inputs) {
    StructField field = vectorField(schema, column);
    String[] names = names(field);
    int size = names.length > 0 ? names.length : AttributeGroup.fromStructField(field).size();
    if (size > 0 && size != inputs.size()) {
      throw BadDataException.of(
          "column '%s': found vectors of %d numbers, %d are expected", column, size, inputs.size());
    }
    int[] places = new int[inputs.size()];
    Arrays.setAll(places, i -> i);
    if (names.length > 0) {
      Map<String, Integer> found = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        found.put(names[i], i);
      }
      for (int i = 0; i < places.length; i++) {
        Integer place = found.get(inputs.get(i));
        if (place == null) {
          throw ColumnNames.missing("numbers of " + column, inputs.get(i), List.of(names));
        }
        places[i] = place;
      }
    }
    return new RowLayout(inputs, column, places, inputs.size());
  }

  List<String> features() {
    return features;
  }

  /** The columns of the data set that the numbers stand in. */
  List<String> read() {
    return vector == null ? features : List.of(vector);
  }

  /** The numbers first, as this reads them, then these columns. */
  Dataset<Row> select(Dataset<?> rows, List<Column> others) {
    List<Column> columns = new ArrayList<>();
    if (vector == null) {
      features.forEach(name -> columns.add(column(rows, name).cast("double")));
    } else {
      columns.add(column(rows, vector));
    }
    columns.addAll(others);
    return rows.select(columns.toArray(Column[]::new));
  }

  /** How many columns of a selected row are numbers, or the vector of them. */
  int width() {
    return vector == null ? features.size() : 1;
  }

  /**
   * Reads the numbers of a selected row.
   *
   * @param missing whether numbers may be missing: they are NaN then
   * @return null, or what is wrong with the row, in words that go on after its place
   */
  String read(Row row, double[] into, int at, boolean missing) {
    String problem =
        vector == null ? readColumns(row, into, at, missing) : readVector(row, into, at);
    return problem == null ? unusable(into, at, missing) : problem;
  }

  private String readColumns(Row row, double[] into, int at, boolean missing) {
    for (int j = 0; j < features.size(); j++) {
      boolean none = row.isNullAt(j);
      if (none && !missing) {
        return "column '" + features.get(j) + "': found null, a finite number is expected";
      }
      into[at + j] = none ? Double.NaN : row.getDouble(j);
    }
    return null;
  }

  private String readVector(Row row, double[] into, int at) {
    if (row.isNullAt(0)) {
      return "column '" + vector + "': found null, a vector is expected";
    }
    Vector numbers = row.getAs(0);
    if (numbers.size() != length) {
      return "column '"
          + vector
          + "': found a vector of "
          + numbers.size()
          + " numbers, "
          + length
          + " are expected";
    }
    double[] all = numbers.toArray();
    for (int j = 0; j < places.length; j++) {
      into[at + j] = all[places[j]];
    }
    return null;
  }

  private String unusable(double[] numbers, int at, boolean missing) {
    for (int j = 0; j < features.size(); j++) {
      double number = numbers[at + j];
      if (!Double.isFinite(number) && !(missing && Double.isNaN(number))) {
        return "column '"
            + features.get(j)
            + "': found "
            + number
            + ", a finite number is expected";
      }
    }
    return null;
  }

  /** Whether a plain column is a category by its type. */
  static boolean isCategory(StructType schema, String name) {
    DataType type = field(schema, name).dataType();
    return type instanceof StringType || type.equals(DataTypes.BooleanType);
  }

  /** A column by its very name: dots are no fields in it, and case counts. */
  static Column column(Dataset<?> rows, String name) {
    field(rows.schema(), name);
    return rows.col("`" + name.replace("`", "``") + "`");
  }

  /** A field by its very name. */
  static StructField field(StructType schema, String name) {
    List<StructField> found =
        Arrays.stream(schema.fields()).filter(field -> field.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw ColumnNames.missing("columns", name, List.of(schema.fieldNames()));
    }
    if (found.size() > 1) {
      throw BadDataException.of(
          "column '%s': found %d of that name, one is expected", name, found.size());
    }
    return found.get(0);
  }

  static StructField vectorField(StructType schema, String column) {
    StructField field = field(schema, column);
    if (!field.dataType().equals(SQLDataTypes.VectorType())) {
      throw BadDataException.of(
          "featuresCol '%s': found type %s, a vector is expected; name plain columns by inputCols",
          column, field.dataType().simpleString());
    }
    return field;
  }

  /** The names that a column gives the numbers of its vectors; none unless it names all. */
  private static String[] names(StructField field) {
    Option<Attribute[]> attributes = AttributeGroup.fromStructField(field).attributes();
    if (attributes.isEmpty()) {
      return new String[0];
    }
    String[] names =
        Arrays.stream(attributes.get())
            .map(attribute -> attribute.name())
            .filter(Option::isDefined)
            .map(Option::get)
            .toArray(String[]::new);
    return names.length == attributes.get().length ? names : new String[0];
  }

  private static int firstLength(Dataset<?> rows, String column) {
    Column numbers = column(rows, column);
    List<Row> first = rows.select(numbers).where(numbers.isNotNull()).takeAsList(1);
    if (first.isEmpty()) {
      throw new BadDataException("rows: none were seen, at least one is needed");
    }
    Vector numbersOfIt = first.get(0).getAs(0);
    return numbersOfIt.size();
  }
}
