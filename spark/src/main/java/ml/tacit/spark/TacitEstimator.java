package ml.tacit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.TableScatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a method to a data set: those of the command line but multikernel, under the same names and
 * with the same settings, and what is not set is as there.
 *
 * <pre>{@code
 * TacitModel model =
 *     new TacitEstimator()
 *         .setMethod("rdca")
 *         .setHideCol("subject")
 *         .setKeepCol("activity")
 *         .setUnitCol("subject")
 *         .fit(rows);
 * Dataset<Row> released = model.transform(rows);
 * }</pre>
 *
 * <p>Numbers are read from plain columns ({@link #setInputCols}) or from a vector ({@link
 * #setFeaturesCol}); if neither is set, every column that has no role is a number, as on the
 * command line. The model knows its inputs by name: a vector's numbers have the names that
 * VectorAssembler gives them.
 *
 * <p>A linear method takes one pass: each partition makes a statistic ({@link
 * ml.tacit.subspace.Scatter}), and they are folded on the driver in the order of the partitions. So
 * the same rows in the same partitions give the same bits, run after run, and in any number of
 * partitions the same model to 1e-12. A shuffle in front of the fit does not promise an order: then
 * the latter holds. The driver holds d² + cells·d numbers, d columns and as many cells as there are
 * combinations of label values.
 *
 * <p>A kernel takes two passes, which go through the driver a partition at a time: its landmarks
 * are those of a sample in the order of the rows. Cache the rows. The model is that of the command
 * line, to the last bit, for the rows in that order.
 *
 * <p>Plain columns of texts and booleans are categories: the model encodes them as the command line
 * does, one 0/1 column for each level but the most frequent, rare levels merged. Rare are levels of
 * fewer than 10 rows or 5 people; people are the values of {@code unitCol}, or else of the hidden
 * label of most classes.
 *
 * <p>Labels are read as the texts that Spark casts them to. A null or NaN is refused in one line
 * that names partition, row and column, unless {@link #setHandleInvalid} says otherwise.
 */
public final class TacitEstimator extends Estimator<TacitModel> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final String[] METHODS = {"rdca", "dca", "duca", "mdr", "ruca", "kdca", "pca"};

  private final String uid;
  private final Param<String> method;
  private final StringArrayParam keepCol;
  private final StringArrayParam hideCol;
  private final Param<String> givenCol;
  private final Param<String> unitCol;
  private final Param<String> featuresCol;
  private final StringArrayParam inputCols;
  private final StringArrayParam categoricalCols;
  private final Param<String> outputCol;
  private final StringArrayParam copyCols;
  private final Param<String> handleInvalid;
  private final DoubleParam ridge;
  private final DoubleParam ridgeRelative;
  private final IntParam components;
  private final Param<String> form;
  private final BooleanParam standardize;
  private final DoubleParam alpha;
  private final DoubleParam beta;
  private final DoubleParam price;
  private final Param<String> kernel;
  private final IntParam landmarks;
  private final IntParam randomFeatures;
  private final Param<String> digits;

  /** An estimator under a name of its own. */
  public TacitEstimator() {
    this(Identifiable$.MODULE$.randomUID("tacitEstimator"));
  }

  /**
   * An estimator.
   *
   * @param uid its name among the stages of a pipeline
   */
  public TacitEstimator(String uid) {
    this.uid = uid;
    method =
        new Param<>(
            this,
            "method",
            "rdca (default), dca, duca, mdr, ruca, kdca or pca",
            ParamValidators.inArray(METHODS));
    keepCol = new StringArrayParam(this, "keepCol", "utility label");
    hideCol = new StringArrayParam(this, "hideCol", "privacy labels");
    givenCol = new Param<>(this, "givenCol", "label within whose classes is hidden");
    unitCol = ColumnParams.unit(this);
    featuresCol = ColumnParams.features(this);
    inputCols = new StringArrayParam(this, "inputCols", "plain columns to read");
    categoricalCols =
        new StringArrayParam(this, "categoricalCols", "numeric columns that are categories");
    outputCol = ColumnParams.output(this);
    copyCols = ColumnParams.copied(this);
    handleInvalid = ColumnParams.invalid(this);
    ridge = new DoubleParam(this, "ridge", "absolute ridge", ParamValidators.gtEq(0));
    ridgeRelative =
        new DoubleParam(
            this,
            "ridgeRelative",
            "ridge as a share of the total scatter",
            ParamValidators.gtEq(0));
    components =
        new IntParam(
            this,
            "components",
            "release the first so many components only",
            ParamValidators.gtEq(1));
    form =
        new Param<>(
            this,
            "form",
            "what rdca releases: columns (default) or components",
            ParamValidators.inArray(new String[] {"columns", "components"}));
    standardize = new BooleanParam(this, "standardize", "give every column unit variance first");
    alpha = new DoubleParam(this, "alpha", "duca: weight of keepCol", ParamValidators.gtEq(0));
    beta = new DoubleParam(this, "beta", "duca: weight of hideCol", ParamValidators.gtEq(0));
    price = new DoubleParam(this, "price", "ruca: price of hideCol", ParamValidators.gtEq(0));
    kernel = new Param<>(this, "kernel", "rbf, rbf:gamma=0.01, polynomial:degree=2, laplacian, …");
    landmarks =
        new IntParam(
            this, "landmarks", "features from at most so many landmarks", ParamValidators.gtEq(1));
    randomFeatures =
        new IntParam(
            this,
            "randomFeatures",
            "so many random features, which look at no row",
            ParamValidators.gtEq(1));
    digits = new Param<>(this, "digits", "significant digits of what is released, or full");
    setDefault(method, METHODS[0]);
  }

  @Override
  public TacitModel fit(Dataset<?> rows) {
    transformSchema(rows.schema());
    FitSettings settings = settings();
    Roles roles = roles();
    Selection selection = selection(rows, roles);
    JavaRDD<Row> selected = selection.of(rows, List.of()).javaRDD();
    List<String> inputs =
        isSet(featuresCol) ? selection.numbers().features() : inputs(rows.schema());
    try {
      Release release = fit(settings, selected, selection, inputs, roles);
      return copyValues(new TacitModel(uid, release), ParamMap.empty()).setParent(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Selection selection(Dataset<?> rows, Roles roles) {
    if (isSet(featuresCol)) {
      RowLayout vector = RowLayout.vector(rows, getOrDefault(featuresCol));
      return new Selection(vector, List.of(), labels(roles, List.of()), invalid());
    }
    StructType schema = rows.schema();
    List<String> categories = categories(schema);
    List<String> numbers = new ArrayList<>(inputs(schema));
    numbers.removeAll(categories);
    RowLayout columns = RowLayout.columns(schema, numbers);
    return new Selection(columns, categories, labels(roles, categories), invalid());
  }

  private String invalid() {
    return isSet(handleInvalid) ? getOrDefault(handleInvalid) : ColumnParams.ERROR;
  }

  /** Texts and booleans among the columns to read, and what was named. */
  private List<String> categories(StructType schema) {
    Set<String> named = new HashSet<>(orNone(categoricalCols));
    return inputs(schema).stream()
        .filter(name -> named.contains(name) || RowLayout.isCategory(schema, name))
        .toList();
  }

  /** The labels of the roles and, of a table, the person: rare levels are those of few people. */
  private List<String> labels(Roles roles, List<String> categories) {
    Stream<String> unit = categories.isEmpty() ? Stream.of() : Stream.ofNullable(orNull(unitCol));
    return Stream.concat(roles.labels().stream(), unit).distinct().toList();
  }

  private Release fit(
      FitSettings settings,
      JavaRDD<Row> rows,
      Selection selection,
      List<String> inputs,
      Roles roles)
      throws IOException {
    if (!selection.isTable()) {
      return settings.isKernel()
          ? settings.fit(new DatasetRows(rows, selection, null), roles)
          : settings.fit(
              FoldedStatistic.of(rows, selection, new Statistic.Numbers(selection)), roles);
    }
    TableScatter table =
        FoldedStatistic.of(
            rows, selection, new Statistic.Table(selection, new ArrayList<>(inputs)));
    roles.toHide().forEach(table::requireNoCopy);
    Encoding encoding = table.encoding(EncodingRules.DEFAULT, person(roles, table));
    Release encoded =
        settings.isKernel()
            ? settings.fit(new DatasetRows(rows, selection, encoding), roles)
            : settings.fit(table.scatter(encoding), roles);
    return encoded.withEncoding(encoding);
  }

  /**
   * Whose values make a level rare: the privacy unit, or else the hidden label of most classes, as
   * on the command line.
   */
  private String person(Roles roles, TableScatter table) {
    String unit = orNull(unitCol);
    if (unit != null && table.labelNames().contains(unit)) {
      return unit;
    }
    return roles.toHide().stream()
        .max(Comparator.comparingInt(label -> table.classes(label).size()))
        .orElse(null);
  }

  /** The plain columns to read: those named, or all that have no role. */
  private List<String> inputs(StructType schema) {
    if (isSet(inputCols)) {
      return List.of(getOrDefault(inputCols));
    }
    Set<String> others = new HashSet<>(roles().labels());
    others.add(orNull(unitCol));
    others.addAll(orNone(copyCols));
    return Arrays.stream(schema.fieldNames()).filter(name -> !others.contains(name)).toList();
  }

  private Roles roles() {
    return Roles.NONE
        .withKeep(orNone(keepCol))
        .withHide(orNone(hideCol))
        .withGiven(orNull(givenCol));
  }

  private FitSettings settings() {
    return new FitSettings(
        getOrDefault(method),
        number(ridge),
        number(ridgeRelative),
        (Integer) orNull(components),
        orNull(form),
        (Boolean) orNull(standardize),
        number(alpha),
        number(beta),
        number(price),
        orNull(kernel),
        (Integer) orNull(landmarks),
        (Integer) orNull(randomFeatures),
        orNull(digits));
  }

  private Double number(DoubleParam param) {
    return (Double) orNull(param);
  }

  private List<String> orNone(StringArrayParam param) {
    return isSet(param) ? List.of(getOrDefault(param)) : List.of();
  }

  private <T> T orNull(Param<T> param) {
    return isSet(param) ? getOrDefault(param) : null;
  }

  /**
   * Checks the columns and gives those of the model's output. Names of components are known where
   * {@link #setComponents} says how many there are, and in a vector.
   */
  @Override
  public StructType transformSchema(StructType schema) {
    FitSettings settings = settings();
    Roles roles = roles();
    roles.labels().forEach(name -> RowLayout.field(schema, name));
    String unit = orNull(unitCol);
    if (unit != null) {
      RowLayout.field(schema, unit);
      require(!roles.toKeep().contains(unit), "unitCol '%s' is a label to keep", unit);
    }
    require(
        !isSet(featuresCol) || !isSet(inputCols), "featuresCol and inputCols exclude each other");
    List<String> inputs = List.of();
    boolean known = false;
    if (isSet(featuresCol)) {
      RowLayout.vectorField(schema, getOrDefault(featuresCol));
    } else {
      inputs = inputs(schema);
      require(!inputs.isEmpty(), "columns: none is left to read, at least one is needed");
      require(unit == null || !inputs.contains(unit), "unitCol '%s' is among inputCols", unit);
      List<String> numbers = new ArrayList<>(inputs);
      numbers.removeAll(categories(schema));
      RowLayout.columns(schema, numbers);
      known = numbers.size() == inputs.size() && !invalid().equals(ColumnParams.KEEP);
    }
    List<StructField> fields = new ArrayList<>();
    Set<String> copied = new HashSet<>(roles.toKeep());
    copied.addAll(orNone(copyCols));
    Arrays.stream(schema.fields())
        .filter(field -> copied.contains(field.name()))
        .forEach(fields::add);
    if (isSet(outputCol)) {
      fields.add(
          DataTypes.createStructField(getOrDefault(outputCol), SQLDataTypes.VectorType(), false));
    } else {
      outputs(settings, known ? inputs : List.of())
          .forEach(
              name -> fields.add(DataTypes.createStructField(name, DataTypes.DoubleType, false)));
    }
    return DataTypes.createStructType(fields);
  }

  private static List<String> outputs(FitSettings settings, List<String> inputs) {
    if (settings.keepsColumns()) {
      return inputs;
    }
    int count = settings.components() == null ? 0 : settings.components();
    return IntStream.rangeClosed(1, count).mapToObj(i -> settings.method() + i).toList();
  }

  private static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw BadDataException.of(message, values);
    }
  }

  /**
   * Names the method.
   *
   * @param value {@code rdca} (the default), {@code dca}, {@code duca}, {@code mdr}, {@code ruca},
   *     {@code kdca}, or {@code pca}
   * @return this
   */
  public TacitEstimator setMethod(String value) {
    set(method, value);
    return this;
  }

  /**
   * Names the labels to keep: what the rows are for. A release copies them.
   *
   * @param columns one for dca, duca, mdr, ruca and kdca; any number for the others
   * @return this
   */
  public TacitEstimator setKeepCol(String... columns) {
    set(keepCol, columns);
    return this;
  }

  /**
   * Names the labels to hide. No release copies them.
   *
   * @param columns at least one, but for dca, kdca and pca
   * @return this
   */
  public TacitEstimator setHideCol(String... columns) {
    set(hideCol, columns);
    return this;
  }

  /**
   * Names the label within whose classes is hidden, against attackers who predict it first.
   *
   * @param column one column
   * @return this
   */
  public TacitEstimator setGivenCol(String column) {
    set(givenCol, column);
    return this;
  }

  /**
   * Names the privacy unit, what all rows of one person have in common: it is never read as a
   * number, and never copied.
   *
   * @param column the person, say; it may be hidden, too
   * @return this
   */
  public TacitEstimator setUnitCol(String column) {
    set(unitCol, column);
    return this;
  }

  /**
   * Names the vector column to read, in place of plain columns.
   *
   * @param column a column of vectors of one length
   * @return this
   */
  public TacitEstimator setFeaturesCol(String column) {
    set(featuresCol, column);
    return this;
  }

  /**
   * Names the plain columns to read.
   *
   * @param columns numeric columns
   * @return this
   */
  public TacitEstimator setInputCols(String... columns) {
    set(inputCols, columns);
    return this;
  }

  /**
   * Names numeric columns that are categories; texts and booleans are anyway.
   *
   * @param columns among those read
   * @return this
   */
  public TacitEstimator setCategoricalCols(String... columns) {
    set(categoricalCols, columns);
    return this;
  }

  /**
   * Names the vector column that the model releases; if not set, it releases a plain column for
   * each output. In a Pipeline, later stages need it where the number of outputs is known after the
   * fit only.
   *
   * @param column its name
   * @return this
   */
  public TacitEstimator setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /**
   * Names columns that the model copies beside the labels to keep.
   *
   * @param columns none that is hidden or read
   * @return this
   */
  public TacitEstimator setCopyCols(String... columns) {
    set(copyCols, columns);
    return this;
  }

  /**
   * Says what is done with a null or NaN in a column read.
   *
   * @param handle {@code error}, which is the default; {@code skip}: the row is left out, and the
   *     log says how many were; {@code keep}: a number becomes the mean beside an indicator, a
   *     category a level of its own. A label is never missing: keep refuses it, too
   * @return this
   */
  public TacitEstimator setHandleInvalid(String value) {
    set(handleInvalid, value);
    return this;
  }

  /**
   * Sets an absolute ridge, on sums over rows.
   *
   * @param value at least 0
   * @return this
   */
  public TacitEstimator setRidge(double value) {
    set(ridge, value);
    return this;
  }

  /**
   * Sets a ridge as a share of the total scatter of each column, or with a kernel of the mean
   * diagonal entry of the centred Gram matrix.
   *
   * @param value at least 0; 1e-6 is the default, with a kernel 0.01
   * @return this
   */
  public TacitEstimator setRidgeRelative(double value) {
    set(ridgeRelative, value);
    return this;
  }

  /**
   * Releases the first components only.
   *
   * @param value how many, at least 1
   * @return this
   */
  public TacitEstimator setComponents(int value) {
    set(components, value);
    return this;
  }

  /**
   * Says what rdca releases.
   *
   * @param value {@code columns}, which is the default, or {@code components}
   * @return this
   */
  public TacitEstimator setForm(String value) {
    set(form, value);
    return this;
  }

  /**
   * Says whether every column gets unit variance first; pca and kernels do unless told otherwise.
   *
   * @param value whether it does
   * @return this
   */
  public TacitEstimator setStandardize(boolean value) {
    set(standardize, value);
    return this;
  }

  /**
   * Sets the weight that duca gives the label to keep.
   *
   * @param value at least 0; 1 is the default
   * @return this
   */
  public TacitEstimator setAlpha(double value) {
    set(alpha, value);
    return this;
  }

  /**
   * Sets the weight that duca gives the labels to hide.
   *
   * @param value at least 0; 1 is the default
   * @return this
   */
  public TacitEstimator setBeta(double value) {
    set(beta, value);
    return this;
  }

  /**
   * Sets the price that ruca puts on the labels to hide.
   *
   * @param value at least 0; 1 is the default
   * @return this
   */
  public TacitEstimator setPrice(double value) {
    set(price, value);
    return this;
  }

  /**
   * Works in the features of a kernel.
   *
   * @param value as on the command line: {@code rbf}, {@code rbf:gamma=0.01}, {@code
   *     polynomial:degree=2}, {@code laplacian}, …
   * @return this
   */
  public TacitEstimator setKernel(String value) {
    set(kernel, value);
    return this;
  }

  /**
   * Sets how many landmarks a kernel has at most.
   *
   * @param value at least 1; 500 is the default
   * @return this
   */
  public TacitEstimator setLandmarks(int value) {
    set(landmarks, value);
    return this;
  }

  /**
   * Takes random features, which look at no row, in place of landmarks.
   *
   * @param value how many
   * @return this
   */
  public TacitEstimator setRandomFeatures(int value) {
    set(randomFeatures, value);
    return this;
  }

  /**
   * Sets how precise released numbers are.
   *
   * @param value significant digits of each column's deviation, 3 by default, or {@code full}
   * @return this
   */
  public TacitEstimator setDigits(String value) {
    set(digits, Digits.parse(value).toString());
    return this;
  }

  /** Spark finds a parameter by the method of its name. */
  public Param<String> method() {
    return method;
  }

  /** As {@link #method()}. */
  public StringArrayParam keepCol() {
    return keepCol;
  }

  /** As {@link #method()}. */
  public StringArrayParam hideCol() {
    return hideCol;
  }

  /** As {@link #method()}. */
  public Param<String> givenCol() {
    return givenCol;
  }

  /** As {@link #method()}. */
  public Param<String> unitCol() {
    return unitCol;
  }

  /** As {@link #method()}. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** As {@link #method()}. */
  public StringArrayParam inputCols() {
    return inputCols;
  }

  /** As {@link #method()}. */
  public StringArrayParam categoricalCols() {
    return categoricalCols;
  }

  /** As {@link #method()}. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** As {@link #method()}. */
  public StringArrayParam copyCols() {
    return copyCols;
  }

  /** As {@link #method()}. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** As {@link #method()}. */
  public DoubleParam ridge() {
    return ridge;
  }

  /** As {@link #method()}. */
  public DoubleParam ridgeRelative() {
    return ridgeRelative;
  }

  /** As {@link #method()}. */
  public IntParam components() {
    return components;
  }

  /** As {@link #method()}. */
  public Param<String> form() {
    return form;
  }

  /** As {@link #method()}. */
  public BooleanParam standardize() {
    return standardize;
  }

  /** As {@link #method()}. */
  public DoubleParam alpha() {
    return alpha;
  }

  /** As {@link #method()}. */
  public DoubleParam beta() {
    return beta;
  }

  /** As {@link #method()}. */
  public DoubleParam price() {
    return price;
  }

  /** As {@link #method()}. */
  public Param<String> kernel() {
    return kernel;
  }

  /** As {@link #method()}. */
  public IntParam landmarks() {
    return landmarks;
  }

  /** As {@link #method()}. */
  public IntParam randomFeatures() {
    return randomFeatures;
  }

  /** As {@link #method()}. */
  public Param<String> digits() {
    return digits;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public TacitEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return DefaultParamsWritable.super.write();
  }

  /**
   * What loads a saved estimator.
   *
   * @return the reader
   */
  public static MLReader<TacitEstimator> read() {
    return new DefaultParamsReader<>();
  }

  /**
   * Loads a saved estimator.
   *
   * @param folder what {@code save} wrote
   * @return the estimator
   */
  public static TacitEstimator load(String folder) {
    return read().load(folder);
  }
}
