package ml.tacit.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.matrix.Dense;
import ml.tacit.step.DeviceStep;
import ml.tacit.step.Encode;
import ml.tacit.step.Select;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Dialect;
import ml.tacit.table.Encoding;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import org.ejml.data.DMatrixRMaj;

/**
 * A chain of steps with named inputs and outputs: what is saved, loaded and applied before data
 * leaves.
 *
 * <p>A row alone, a block and a stream give the same bits. Immutable and thread-safe.
 *
 * <p>{@link #save} and {@link #load} use the safetensors format (little-endian 8-byte header
 * length, a JSON header, raw numbers), which Python, Rust and others read. A model file is data,
 * never code. Java serialization writes the same bytes.
 */
public final class Release implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient ChainMap chain;
  private final transient List<String> inputs;
  private final transient List<String> outputs;
  private final transient ReleaseInfo info;
  private final transient List<Section> sections;

  /** What is known of the fitted rows' precision; null where nothing is, and after a file. */
  private final transient Precision precision;

  /** What {@link #precision} was last asked for; null before. */
  private final transient Digits digits;

  /** Checks that names and steps fit. */
  Release(
      List<Step> steps,
      List<String> inputs,
      List<String> outputs,
      ReleaseInfo info,
      List<Section> sections) {
    this(steps, inputs, outputs, info, sections, null, null);
  }

  private Release(
      List<Step> steps,
      List<String> inputs,
      List<String> outputs,
      ReleaseInfo info,
      List<Section> sections,
      Precision precision,
      Digits digits) {
    this.chain = new ChainMap(steps);
    requireCount("inputs", inputs.size(), chain.inputs());
    requireCount("outputs", outputs.size(), chain.outputs());
    ReleaseNames.require(inputs, outputs, info.roles());
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.info = info;
    this.sections = List.copyOf(sections);
    this.precision = precision;
    this.digits = digits;
    requireEncoding();
    weights()
        .ifPresent(
            weights ->
                weights.requireKernels(features().map(FeatureMap::kernels).orElse(List.of())));
  }

  /**
   * The release of a model that was fitted to named columns, rounded to three significant digits of
   * each deviation.
   *
   * <p>Its last step is a {@link Rounding}. A released column keeps the grid of its input (whole
   * numbers, say, or hundredths) where that has fewer digits; where it is so coarse that plain
   * rounding would give raw values back, columns are rounded at random under a key. Grids are wider
   * where it takes that for 2<sup>10</sup> rows on the grids of the inputs to fit a released one:
   * of components always, of columns where such a grid is below a tenth of the deviation. A model
   * that does not know its {@linkplain Model#resolution() resolution} gets no such step, and {@link
   * #warnings} say so.
   *
   * @param model the model
   * @return the release; its outputs have the names of the inputs if the model keeps the columns,
   *     and are {@code <method>1, <method>2, …} if it makes components
   * @throws BadDataException if columns or labels have no names, a column has the name of a hidden
   *     label, or too few raw rows would fit a released one
   */
  public static Release of(Model model) {
    return of(model, Digits.DEFAULT);
  }

  /**
   * The release of a model that was fitted to named columns, rounded otherwise.
   *
   * @param model the model
   * @param digits significant digits of each deviation, or all there are
   * @return the release, as by {@link #of(Model)}
   * @throws BadDataException as for {@link #of(Model)}
   */
  public static Release of(Model model, Digits digits) {
    if (model.inputs().isEmpty()) {
      throw new BadDataException(
          "inputs: the model was fitted to columns without names; name them, Release.of(model, names)");
    }
    return of(model, model.inputs(), digits);
  }

  /**
   * The release of a model, with names for its columns.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @return the release, as by {@link #of(Model)}
   * @throws BadDataException if the labels have no names, the number of names differs from the
   *     model's inputs, or as for {@link #of(Model)}
   */
  public static Release of(Model model, List<String> inputs) {
    return of(model, inputs, Digits.DEFAULT);
  }

  private static Release of(Model model, List<String> inputs, Digits digits) {
    if (!model.roles().isNamed()) {
      throw new BadDataException(
          "roles: the model was fitted to labels without names; name them, model.withRoles(Roles.hide(…))");
    }
    List<Step> steps = model.steps();
    int count = steps.get(steps.size() - 1).outputs();
    List<String> outputs = model.outputNames();
    if (outputs.isEmpty()) {
      outputs =
          model.keepsColumns()
              ? inputs
              : IntStream.rangeClosed(1, count).mapToObj(i -> model.method() + i).toList();
    }
    ReleaseInfo info = ReleaseInfo.of(model);
    Precision precision = Precision.of(model).orElse(null);
    Release whole = new Release(steps, inputs, outputs, info, sections(model), precision, digits);
    return precision == null ? whole : whole.rounded(digits);
  }

  private static List<Section> sections(Model model) {
    return model instanceof KernelModel kernel
        ? kernel.weights().<Section>map(WeightsSection::new).stream().toList()
        : List.of();
  }

  /**
   * The same release with settings to remember in its file.
   *
   * @param settings texts by name
   * @return the release
   */
  public Release withSettings(Map<String, String> settings) {
    return with(chain.steps(), info.withSettings(settings), sections);
  }

  /**
   * The same release rounded to other digits.
   *
   * @param digits significant digits of each deviation, from 1 to 15
   * @return the release, rounded in place of what {@link #of(Model)} did
   * @throws BadDataException if the count is another, the release was read from a file or its model
   *     does not know its resolution, or too few raw rows would fit a released one
   */
  public Release withDigits(int digits) {
    if (precision == null) {
      throw new BadDataException(
          "digits: the model does not know how precise its rows were; it decides when it is fitted");
    }
    return rounded(Digits.of(digits));
  }

  /**
   * The same release with all its digits, without {@link Rounding}: from released rows and the
   * model file, raw rows may come back exactly.
   *
   * @return the release; {@link #warnings} say so
   */
  public Release withFullPrecision() {
    return rounded(Digits.FULL);
  }

  /** With a rounding where one stands, under its key, or at the end. */
  private Release rounded(Digits wanted) {
    Optional<Rounding> rounding = precision == null ? Optional.empty() : precision.rounding(wanted);
    List<Step> steps = new ArrayList<>(chain.steps());
    OptionalInt place =
        IntStream.range(0, steps.size()).filter(i -> steps.get(i) instanceof Rounding).findFirst();
    if (place.isPresent()) {
      Rounding before = (Rounding) steps.remove(place.getAsInt());
      rounding = rounding.map(step -> step.underKeyOf(before));
    }
    rounding.ifPresent(step -> steps.add(place.orElse(steps.size()), step));
    double candidates = precision == null ? Double.NaN : precision.candidates(rounding);
    return new Release(
        steps, inputs, outputs, info.withCandidates(candidates), sections, precision, wanted);
  }

  private Release with(List<Step> steps, ReleaseInfo itsInfo, List<Section> itsSections) {
    return new Release(steps, inputs, outputs, itsInfo, itsSections, precision, digits);
  }

  /**
   * The same release for the table that its inputs were encoded from: its inputs are then the
   * columns of the table, and codes of levels and NaN go in ({@link Encoding#codes(LabelledRows)}).
   *
   * <p>A category counts as one column from now on, however many inputs it became, when it is
   * counted how many raw rows fit a released one; grids may become wider for it.
   *
   * @param encoding with all inputs of this release among its outputs, in any order
   * @return the release; this one if the encoding {@linkplain Encoding#isTrivial() does nothing}
   * @throws BadDataException if an input is no output of the encoding, the release has an encoding,
   *     or too few raw rows would fit a released one
   */
  public Release withEncoding(Encoding encoding) {
    if (encoding().isPresent()) {
      throw new BadDataException("encoding: the release has one");
    }
    int[] columns = encoding.positions(inputs);
    if (encoding.isTrivial()) {
      return this;
    }
    List<Step> steps = new ArrayList<>(List.of(new Encode(encoding)));
    if (!encoding.outputs().equals(inputs)) {
      steps.add(new Select(encoding.outputs().size(), columns));
    }
    steps.addAll(chain.steps());
    Precision ofTable = precision == null ? null : precision.ofTable(encoding, columns);
    Release whole = new Release(steps, encoding.inputs(), outputs, info, sections, ofTable, digits);
    return ofTable == null ? whole : whole.rounded(digits);
  }

  /**
   * What becomes of the columns of a table before anything else does.
   *
   * @return the encoding, or empty where the inputs are numbers
   */
  public Optional<Encoding> encoding() {
    return chain.steps().get(0) instanceof Encode encode
        ? Optional.of(encode.encoding())
        : Optional.empty();
  }

  /**
   * The same release for rows that are encoded already, {@link Encoding#encode(LabelledRows)} say:
   * what audits look at, to the same bits. It is not meant to be saved.
   *
   * @return the release; this one if it has no encoding
   */
  public Release afterEncoding() {
    return encoding()
        .map(
            encoding ->
                new Release(
                    chain.steps().subList(1, chain.steps().size()),
                    encoding.outputs(),
                    outputs,
                    info,
                    sections,
                    precision,
                    digits))
        .orElse(this);
  }

  /** An encoding is of the inputs, by their names, and no other step encodes. */
  private void requireEncoding() {
    List<Step> steps = chain.steps();
    if (steps.subList(1, steps.size()).stream().anyMatch(Encode.class::isInstance)) {
      throw new BadDataException("steps: only the first can encode a table");
    }
    encoding()
        .filter(encoding -> !encoding.inputs().equals(inputs))
        .ifPresent(
            encoding -> {
              throw new BadDataException(
                  "inputs: " + inputs + ", the encoding has the columns " + encoding.inputs());
            });
  }

  /**
   * The same release with one more step at its end, which keeps the columns. It sees rounded
   * numbers, so it cannot give more away, and what it gives is not rounded again.
   *
   * @param step takes in and gives as many columns as there are outputs
   * @return the release
   * @throws BadDataException if the numbers of columns differ
   */
  public Release withStep(Step step) {
    List<Step> steps = new ArrayList<>(chain.steps());
    steps.add(step);
    return with(steps, info, sections);
  }

  /**
   * The same release with another key, wherever it draws: of noise, random answers, and columns
   * that are rounded at random.
   *
   * @param key the key
   * @return the release
   * @throws BadDataException if the release was made {@linkplain #withoutKey without its key}, and
   *     this is another
   */
  public Release withKey(ReleaseKey key) {
    if (info.keyCheck() != null && !info.keyCheck().equals(key.check())) {
      throw new BadDataException(
          "key: it is not that of this model; the model was made with "
              + info.keyCheck()
              + ", this is "
              + key.check());
    }
    return with(Keys.withKey(chain.steps(), key.bytes()), info, sections);
  }

  /**
   * The same release for others to have: without its key and without the names of hidden classes.
   * It refuses to transform until {@link #withKey} gives it the key again.
   *
   * @return the release
   * @throws BadDataException if it draws and has not got one key; {@link #withKey} gives it one
   */
  public Release withoutKey() {
    List<String> keys = Keys.of(chain.steps()).stream().distinct().toList();
    if (keys.size() > 1 || keys.contains("")) {
      throw new BadDataException(
          "key: the release has "
              + (keys.size() > 1 ? "several" : "none")
              + ", one is needed to take it out; withKey gives it one");
    }
    String check =
        keys.isEmpty() ? null : new ReleaseKey(HexFormat.of().parseHex(keys.get(0))).check();
    return with(Keys.withKey(chain.steps(), new byte[0]), info.forRelease(check), sections);
  }

  /**
   * Whether a step draws, so that the release needs a key.
   *
   * @return false where rows go through unchanged by chance
   */
  public boolean draws() {
    return !Keys.of(chain.steps()).isEmpty();
  }

  /**
   * Whether the release has the key that it needs.
   *
   * @return false after {@link #withoutKey} of a release that draws
   */
  public boolean hasKey() {
    return !Keys.of(chain.steps()).contains("");
  }

  /**
   * The steps in words, first to last.
   *
   * @return one for each step, immutable; of a step on some of the columns, that step
   */
  public List<StepSummary> summaries() {
    return chain.steps().stream().map(StepSummary::of).toList();
  }

  /** The same release with one more section in its file. */
  Release withSection(Section section) {
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    return with(chain.steps(), info, more);
  }

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link #save}
   * @return the release
   * @throws IOException if the file cannot be read
   * @throws BadDataException if it is truncated, altered, of an unknown version, or no model file;
   *     no more is allocated than a few times the file
   */
  public static Release load(Path file) throws IOException {
    return ModelFile.read(file);
  }

  /**
   * Reads a model, say from the class path, to the end of the stream.
   *
   * @param in the bytes of a model file; not closed
   * @return the release
   * @throws IOException if reading fails
   * @throws BadDataException as for {@link #load}
   */
  public static Release read(InputStream in) throws IOException {
    return ModelFile.read(in, "model");
  }

  /**
   * Writes a model file, whole or not at all.
   *
   * @param file where to; replaced if it exists
   * @throws IOException if writing fails; the file is then as it was
   */
  public void save(Path file) throws IOException {
    ModelFile.write(this, file);
  }

  /**
   * Writes the bytes of a model file.
   *
   * @param out where to; not closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    ModelFile.write(this, out);
  }

  /**
   * Applies the steps to a row.
   *
   * @param row a finite number per input, only read; with an {@link #encoding} codes, and NaN for a
   *     missing value
   * @return a finite number per output, fresh
   * @throws BadDataException if the count differs or a number is not finite, on the way in or out
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }

  /**
   * Applies the steps to a row of texts, finding inputs by name.
   *
   * @param row a text for each input, or more; with an {@link #encoding}, levels as they stand in
   *     the table, and an empty text or null for a missing value
   * @return a finite number per output, fresh
   * @throws BadDataException if an input is missing, a text is no finite number where one is
   *     expected, or an output is not finite
   */
  public double[] transform(Map<String, String> row) {
    Encoding columns =
        encoding()
            .orElseGet(
                () ->
                    Encoding.of(
                        inputs.stream()
                            .map(name -> (Encoding.Column) new Encoding.Numeric(name, 0, false))
                            .toList()));
    return transform(columns.codes(row));
  }

  /**
   * Applies the steps to rows.
   *
   * @param rows n × inputs, finite, only read; with an {@link #encoding} codes, and NaN for a
   *     missing value
   * @return n × outputs, finite, fresh
   * @throws BadDataException if the count differs or a number is not finite, on the way in or out,
   *     naming row and column
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return checked(rows, this::apply);
  }

  /** With sizes and values checked on the way in and out. */
  DMatrixRMaj checked(DMatrixRMaj rows, UnaryOperator<DMatrixRMaj> steps) {
    requireCount("columns of rows", rows.numCols, inputs.size());
    if (encoding().isPresent()) {
      encoding().get().requireCodes(rows);
    } else {
      requireFinite(rows, "column", inputs, "");
    }
    DMatrixRMaj released = steps.apply(rows);
    requireFinite(released, "output", outputs, "; the row is out of the model's range");
    return released;
  }

  /** For rows whose sizes and values were checked; outputs are checked where they are written. */
  DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj result = rows;
    List<Step> steps = chain.steps();
    if (encoding().isPresent()) {
      result = steps.get(0).apply(result);
      steps = steps.subList(1, steps.size());
    }
    if (!steps.stream().allMatch(Release::isNarrow)) {
      return new ChainMap(steps).apply(result);
    }
    for (Step step : steps) {
      result = step.apply(result);
    }
    return result;
  }

  /** What the steps take of labelled rows, finding inputs by name. */
  private DMatrixRMaj inputsOf(LabelledRows rows) {
    return encoding().map(encoding -> encoding.codes(rows)).orElseGet(() -> rows.columns(inputs));
  }

  /** Whether a step makes no wide features: then it takes all rows at once, which is faster. */
  private static boolean isNarrow(Step step) {
    return step instanceof AffineMap || step instanceof Rounding || step instanceof Select;
  }

  /**
   * Applies the steps to labelled rows, finding inputs by name.
   *
   * @param rows rows with at least the inputs among their features; with an {@link #encoding},
   *     missing numbers are NaN, and categories are labels, empty where missing
   * @return the released rows with the labels to keep, and no other
   * @throws BadDataException if an input is missing or a number is not finite
   */
  public LabelledRows transform(LabelledRows rows) {
    return transform(rows, CopyColumns.KEPT);
  }

  /**
   * Applies the steps to labelled rows, finding inputs by name.
   *
   * @param rows rows with at least the inputs among their features; with an {@link #encoding},
   *     missing numbers are NaN, and categories are labels, empty where missing
   * @param copy which labels go along
   * @return the released rows with those labels
   * @throws BadDataException if an input is missing, a number is not finite, or a column may not be
   *     copied
   */
  public LabelledRows transform(LabelledRows rows, CopyColumns copy) {
    return labelled(rows, copy, this::transform);
  }

  /** The released rows under the outputs' names, with the labels that go along. */
  LabelledRows labelled(LabelledRows rows, CopyColumns copy, UnaryOperator<DMatrixRMaj> released) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.keySet().retainAll(copy.from(List.copyOf(labels.keySet()), this));
    return new LabelledRows(outputs, released.apply(inputsOf(rows)), labels);
  }

  /**
   * Streams a CSV file through the steps in constant memory, with the labels to keep.
   *
   * @param input a file with a header that has all inputs, in any order; may be gzip
   * @param output where to; appears whole or not at all; gzip if its name ends in {@code .gz}
   * @return rows written, and what became of the other columns
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if an input is missing or a cell is no finite number
   */
  public Streamed transformCsv(Path input, Path output) throws IOException {
    return transformCsv(input, output, CopyColumns.KEPT, bytes -> {});
  }

  /**
   * Streams a CSV file through the steps in constant memory: {@link #transform(RowInput, Path,
   * CopyColumns, LongConsumer)} of one file, whose cells may be missing where there is an {@link
   * #encoding}.
   *
   * @param input a file with a header that has all inputs, in any order; may be gzip
   * @param output where to; appears whole or not at all; gzip if its name ends in {@code .gz}
   * @param copy which columns are copied as they stand
   * @param progress told the bytes read so far after each block
   * @return rows written, and what became of the other columns
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if an input is missing, a cell is no finite number, or a column may
   *     not be copied
   */
  public Streamed transformCsv(Path input, Path output, CopyColumns copy, LongConsumer progress)
      throws IOException {
    return transform(RowInput.of(input, dialect()), output, copy, progress);
  }

  /** How a file is read of which nothing else is said. */
  Dialect dialect() {
    return encoding().isPresent() ? Dialect.TABLE : Dialect.CSV;
  }

  /**
   * Streams rows through the steps in constant memory. A table without rows gives one without rows.
   *
   * @param input where the rows come from; they have all inputs, in any order. Its dialect says
   *     which cells are missing, which only an {@link #encoding} takes
   * @param output where to, in the format that its name says; appears whole or not at all
   * @param copy which columns are copied as they stand
   * @param progress told the bytes read so far after each block
   * @return rows written, and what became of the other columns
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if an input is missing, a cell is no finite number, or a column may
   *     not be copied
   */
  public Streamed transform(RowInput input, Path output, CopyColumns copy, LongConsumer progress)
      throws IOException {
    return RowStream.run(null, this, input, output, copy, progress);
  }

  /**
   * Whether some step compares a row with earlier ones of the same device: then {@link
   * #transform(double[])} refuses, and a {@link #forDevice() device} or a {@link #replay replay} is
   * needed.
   *
   * @return whether it does
   */
  public boolean needsDevice() {
    return chain.steps().stream().anyMatch(step -> DeviceStep.of(step).isPresent());
  }

  /**
   * This release on a device that has no row yet.
   *
   * @return the device's own releaser, for one thread
   */
  public Releaser forDevice() {
    return new Releaser(this, Device.fresh(this));
  }

  /**
   * This release on a device that goes on.
   *
   * @param file what {@link Releaser#save} wrote
   * @return the device's own releaser, for one thread
   * @throws IOException if the file cannot be read
   * @throws BadDataException if it is truncated, altered, of another model, or of several devices
   */
  public Releaser forDevice(Path file) throws IOException {
    Map<String, Device> devices = DeviceFile.read(this, file);
    if (!devices.keySet().equals(Set.of(DeviceFile.ONE))) {
      throw new BadDataException(
          file
              + ": holds "
              + devices.size()
              + " devices of a replay, that of one device is needed");
    }
    return new Releaser(this, devices.get(DeviceFile.ONE));
  }

  /**
   * This release on rows of many devices, in their order.
   *
   * @param column the label that tells devices apart
   * @return the replay, for one thread
   * @throws BadDataException if the column is an input
   */
  public Replay replay(String column) {
    return new Replay(this, column, Map.of());
  }

  /**
   * This release on rows of many devices that go on.
   *
   * @param column the label that tells devices apart
   * @param file what {@link Replay#save} wrote
   * @return the replay, for one thread
   * @throws IOException if the file cannot be read
   * @throws BadDataException if the column is an input, or the file is truncated, altered, or of
   *     another model
   */
  public Replay replay(String column, Path file) throws IOException {
    return new Replay(this, column, DeviceFile.read(this, file));
  }

  /**
   * The steps, first to last.
   *
   * @return at least one, immutable
   */
  public List<Step> steps() {
    return chain.steps();
  }

  /**
   * The features of a kernel method.
   *
   * @return the step that makes them, or empty where there is none
   */
  public Optional<FeatureMap> features() {
    return chain.steps().stream()
        .filter(FeatureMap.class::isInstance)
        .map(FeatureMap.class::cast)
        .findFirst();
  }

  /**
   * The weights of a multi-kernel.
   *
   * @return the weights, or empty where there is none
   */
  public Optional<KernelWeights> weights() {
    return sections.stream()
        .filter(WeightsSection.class::isInstance)
        .map(section -> ((WeightsSection) section).weights())
        .findFirst();
  }

  /**
   * What whoever holds this release, or a file of it, knows by that alone, say training rows.
   *
   * @return the warnings, immutable
   */
  public List<ModelWarning> warnings() {
    List<ModelWarning> warnings =
        new ArrayList<>(
            chain.steps().stream().flatMap(step -> step.warnings().stream()).distinct().toList());
    Optional<Rounding> rounding = rounding();
    if (rounding.isEmpty() && info.distinctRows().isEmpty()) {
      warnings.add(new ModelWarning.FullPrecision());
    } else if (info.candidates() < Precision.LEAST_BITS) {
      warnings.add(new ModelWarning.FewCandidates(info.candidates()));
    }
    if (!drawnColumns().isEmpty()) {
      warnings.add(new ModelWarning.DrawnColumns(drawnColumns()));
    }
    return List.copyOf(warnings);
  }

  /**
   * The released columns that are rounded at random: their inputs have so few values that plain
   * rounding would give raw ones back.
   *
   * @return names of outputs, immutable; none where components leave
   */
  public List<String> drawnColumns() {
    return rounding()
        .map(
            step ->
                IntStream.range(0, step.columns().size())
                    .filter(j -> step.columns().get(j).random())
                    .mapToObj(outputs::get)
                    .toList())
        .orElse(List.of());
  }

  /**
   * How released numbers are rounded.
   *
   * @return the step that rounds, or empty where numbers leave with all their digits
   */
  public Optional<Rounding> rounding() {
    return chain.steps().stream()
        .filter(Rounding.class::isInstance)
        .map(Rounding.class::cast)
        .findFirst();
  }

  /**
   * Names of the inputs, in the order of the steps.
   *
   * @return the names, immutable
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Names of the outputs, in the order of the steps.
   *
   * @return the names, immutable
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * What is known besides the numbers.
   *
   * @return the information
   */
  public ReleaseInfo info() {
    return info;
  }

  List<Section> sections() {
    return sections;
  }

  private Object writeReplace() {
    return ReleaseBytes.of(this);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a release is read from its bytes only");
  }

  private static void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new BadDataException(what + ": " + found + " given, the model has " + expected);
    }
  }

  private static void requireFinite(
      DMatrixRMaj rows, String what, List<String> names, String remark) {
    int at = Dense.firstNotFinite(rows);
    if (at >= 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "row %d (from 1), %s '%s': %s is not a finite number%s",
              at / rows.numCols + 1,
              what,
              names.get(at % rows.numCols),
              rows.data[at],
              remark));
    }
  }
}
