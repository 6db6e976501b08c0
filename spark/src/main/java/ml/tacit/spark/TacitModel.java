package ml.tacit.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;
import ml.tacit.table.Encoding;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader.Metadata;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A release on data sets.
 *
 * <p>What {@link #transform} gives has the labels that the release keeps, the columns named by
 * {@link #setCopyCols}, and what is released, in this order; no other column. This is the rule of
 * the command line. It differs from other transformers of Spark, which add a column: raw values
 * would then stand beside the released ones. A hidden label is never copied, under any spelling,
 * nor is a column that the release reads, nor {@code unitCol}.
 *
 * <p>The numbers are those of {@link Release#transform}, to the last bit, in whatever partitions
 * the rows are. A null or NaN fails the job in one line, unless the model encodes missing values
 * ({@link #setHandleInvalid}).
 *
 * <p>{@link #write} saves a folder with Spark's metadata and {@value #FILE}, which is the model
 * file of the command line; {@link #fromFile} reads one.
 */
public final class TacitModel extends Model<TacitModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  /** Name of the model file in a saved folder. */
  public static final String FILE = "model.safetensors";

  private final String uid;
  private final Release release;
  private final Param<String> featuresCol;
  private final Param<String> outputCol;
  private final Param<String> unitCol;
  private final Param<String> handleInvalid;
  private final StringArrayParam copyCols;

  TacitModel(String uid, Release release) {
    this.uid = uid;
    this.release = release;
    featuresCol = ColumnParams.features(this);
    outputCol = ColumnParams.output(this);
    unitCol = ColumnParams.unit(this);
    handleInvalid = ColumnParams.invalid(this);
    copyCols = ColumnParams.copied(this);
  }

  /**
   * A release as a model.
   *
   * @param release what is applied
   * @return the model; it reads plain columns of the names of the inputs, unless {@link
   *     #setFeaturesCol} names a vector
   * @throws BadDataException if a step compares a row with earlier ones of its device: rows of a
   *     data set have no order
   */
  public static TacitModel of(Release release) {
    if (release.needsDevice()) {
      throw new BadDataException(
          "model: a step compares a row with earlier ones of its device, which a data set does not order;"
              + " use Release.replay, or a model without 'rank' and 'relative'");
    }
    return new TacitModel(Identifiable$.MODULE$.randomUID("tacit"), release);
  }

  /**
   * Reads a model file of the command line.
   *
   * @param file its path, as Spark understands it: {@code file:///…}, {@code hdfs://…}, {@code
   *     s3a://…}, or without a scheme in the default file system
   * @return the model, as by {@link #of}
   * @throws IOException if the file cannot be read
   * @throws BadDataException if it is truncated, altered, or no model file; or as for {@link #of}
   */
  public static TacitModel fromFile(String file) throws IOException {
    return of(read(new Path(file), SparkSession.active()));
  }

  private static Release read(Path file, SparkSession session) throws IOException {
    try (InputStream in = file.getFileSystem(hadoop(session)).open(file)) {
      return Release.read(in);
    } catch (BadDataException e) {
      throw new BadDataException(file + ": " + e.getMessage(), e);
    }
  }

  private static Configuration hadoop(SparkSession session) {
    return session.sparkContext().hadoopConfiguration();
  }

  /**
   * The release: its steps, what it was fitted to, what it warns of.
   *
   * @return what is applied
   */
  public Release release() {
    return release;
  }

  /**
   * The same model with the key of a file that was made without.
   *
   * @param key the key
   * @return the model
   * @throws BadDataException if it is the key of another model
   */
  public TacitModel withKey(ReleaseKey key) {
    return copyValues(new TacitModel(uid, release.withKey(key)), ParamMap.empty());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    StructType schema = rows.schema();
    StructType released = transformSchema(schema);
    Selection selection = selection(schema);
    List<String> copied = copied(schema);
    List<Column> columns = copied.stream().map(name -> RowLayout.column(rows, name)).toList();
    Dataset<Row> mapped =
        selection
            .of(rows, columns)
            .mapPartitions(
                new ReleasedRows(release, selection, copied.size(), isSet(outputCol)),
                Encoders.row(released));
    return mapped.select(
        Arrays.stream(released.fields())
            .map(field -> RowLayout.column(mapped, field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new)); // an encoder loses the names of a vector's numbers
  }

  @Override
  public StructType transformSchema(StructType schema) {
    selection(schema);
    List<StructField> fields = new ArrayList<>();
    copied(schema).forEach(name -> fields.add(RowLayout.field(schema, name)));
    if (isSet(outputCol)) {
      fields.add(vector(getOrDefault(outputCol), release.outputs()));
    } else {
      release
          .outputs()
          .forEach(
              name -> fields.add(DataTypes.createStructField(name, DataTypes.DoubleType, false)));
    }
    return DataTypes.createStructType(fields);
  }

  /** A vector column that names its numbers. */
  static StructField vector(String column, List<String> names) {
    Attribute[] attributes =
        names.stream()
            .map(name -> NumericAttribute.defaultAttr().withName(name))
            .toArray(Attribute[]::new);
    return new AttributeGroup(column, attributes).toStructField();
  }

  private Selection selection(StructType schema) {
    Optional<Encoding> encoding = release.encoding();
    List<String> categories = encoding.map(Encoding::categories).orElse(List.of());
    List<String> numbers = encoding.map(Encoding::numbers).orElse(release.inputs());
    if (isSet(featuresCol) && !categories.isEmpty()) {
      throw BadDataException.of(
          "featuresCol '%s': the model reads the category '%s', which no vector holds; clear featuresCol",
          getOrDefault(featuresCol), categories.get(0));
    }
    categories.forEach(name -> RowLayout.field(schema, name));
    RowLayout layout =
        isSet(featuresCol)
            ? RowLayout.vector(schema, getOrDefault(featuresCol), numbers)
            : RowLayout.columns(schema, numbers);
    String otherwise = encoding.isPresent() ? ColumnParams.KEEP : ColumnParams.ERROR;
    String invalid = isSet(handleInvalid) ? getOrDefault(handleInvalid) : otherwise;
    if (invalid.equals(ColumnParams.KEEP) && encoding.isEmpty()) {
      throw new BadDataException(
          "handleInvalid 'keep': the model was fitted to rows without missing values; 'error' or 'skip' is needed");
    }
    return new Selection(layout, categories, List.of(), invalid);
  }

  private List<String> copied(StructType schema) {
    List<String> named = isSet(copyCols) ? List.of(getOrDefault(copyCols)) : List.of();
    List<String> copied =
        CopyColumns.of(named).from(List.of(schema.fieldNames()), release).stream().toList();
    for (String name : copied) {
      require(
          name,
          !isSet(unitCol) || !same(name, getOrDefault(unitCol)),
          "it is unitCol, which is never copied");
      require(
          name,
          !isSet(featuresCol) || !name.equals(getOrDefault(featuresCol)),
          "the model reads it, its raw values would stand beside the released ones");
      require(
          name,
          !isSet(outputCol) || !name.equals(getOrDefault(outputCol)),
          "it has the name of outputCol");
    }
    return copied;
  }

  private static boolean same(String name, String other) {
    return ColumnNames.folded(name).equals(ColumnNames.folded(other));
  }

  private static void require(String column, boolean condition, String why) {
    if (!condition) {
      throw BadDataException.of("column '%s' to copy: %s", column, why);
    }
  }

  /**
   * Names the vector column to read.
   *
   * @param column a column of vectors; where it names their numbers, as VectorAssembler does, they
   *     are found by name, else in the order of the inputs
   * @return this
   */
  public TacitModel setFeaturesCol(String column) {
    set(featuresCol, column);
    return this;
  }

  /**
   * Names the vector column to release.
   *
   * @param column its name; its numbers are named as the outputs
   * @return this
   */
  public TacitModel setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /**
   * Names the column of the privacy unit, which {@link #setCopyCols} then refuses.
   *
   * @param column the person, say
   * @return this
   */
  public TacitModel setUnitCol(String column) {
    set(unitCol, column);
    return this;
  }

  /**
   * Names columns to copy beside the labels to keep.
   *
   * @param columns none that the model hides or reads
   * @return this
   */
  public TacitModel setCopyCols(String... columns) {
    set(copyCols, columns);
    return this;
  }

  /**
   * Says what is done with a null or NaN among the columns read.
   *
   * @param handle {@code error}: the job fails, which is the default of a model of numbers; {@code
   *     skip}: the row is left out; {@code keep}: it is encoded, which is the default of a model
   *     with an encoding, as on the command line
   * @return this
   */
  public TacitModel setHandleInvalid(String handle) {
    set(handleInvalid, handle);
    return this;
  }

  /** Spark finds a parameter by the method of its name. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** As {@link #featuresCol()}. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** As {@link #featuresCol()}. */
  public Param<String> unitCol() {
    return unitCol;
  }

  /** As {@link #featuresCol()}. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** As {@link #featuresCol()}. */
  public StringArrayParam copyCols() {
    return copyCols;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public TacitModel copy(ParamMap extra) {
    return copyValues(new TacitModel(uid, release), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /**
   * What loads a saved folder.
   *
   * @return the reader
   */
  public static MLReader<TacitModel> read() {
    return new Reader();
  }

  /**
   * Loads a saved folder.
   *
   * @param folder what {@code save} wrote
   * @return the model
   */
  public static TacitModel load(String folder) {
    return read().load(folder);
  }

  /** Spark's metadata and, beside it, the model file. */
  private static final class Writer extends MLWriter {
    private final TacitModel model;

    Writer(TacitModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String folder) {
      DefaultParamsWriter$.MODULE$.saveMetadata(model, folder, sparkSession());
      Path file = new Path(folder, FILE);
      try (OutputStream out =
          file.getFileSystem(hadoop(sparkSession())).create(file, shouldOverwrite())) {
        model.release.writeTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Reader extends MLReader<TacitModel> {
    @Override
    public TacitModel load(String folder) {
      Metadata metadata =
          DefaultParamsReader.loadMetadata(folder, sparkSession(), TacitModel.class.getName());
      try {
        Release release = TacitModel.read(new Path(folder, FILE), sparkSession());
        TacitModel model = new TacitModel(metadata.uid(), release);
        metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
        return model;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
