package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.kernel.MultiKernelModel;
import ml.tacit.kernel.RowsKept;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted map with named inputs and outputs: what is saved, loaded and applied before data leaves.
 * The map is affine, y = A φ(x) + b, where φ(x) is the row itself or, after a kernel method, its
 * features.
 *
 * <p>A row alone, a block and a stream give the same bits. Immutable and thread-safe.
 *
 * <p>{@link #save} and {@link #load} use the safetensors format (little-endian 8-byte header
 * length, a JSON header, raw numbers), which Python, Rust and others read. A model file is data,
 * never code.
 */
public final class Release {
  /** Null where the map takes the rows themselves. */
  private final FeatureMap features;

  private final AffineMap map;
  private final List<String> inputs;
  private final List<String> outputs;
  private final ReleaseInfo info;

  /** Checks that names and map fit. */
  Release(
      FeatureMap features,
      AffineMap map,
      List<String> inputs,
      List<String> outputs,
      ReleaseInfo info) {
    requireCount("inputs", inputs.size(), features == null ? map.inputs() : features.inputs());
    requireCount("outputs", outputs.size(), map.outputs());
    if (features != null) {
      requireCount("features", features.outputs(), map.inputs());
    }
    if (info.weights() != null) {
      info.weights().requireKernels(features == null ? List.of() : features.kernels());
    }
    this.features = features;
    this.map = map;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.info = info;
  }

  /**
   * Names a fitted model's columns.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @return the release; its outputs have the same names if the model keeps the columns, and are
   *     {@code <method>1, <method>2, …} if it makes components
   * @throws BadDataException if the number of names differs from the model's inputs
   */
  public static Release of(SubspaceModel model, List<String> inputs) {
    return of(model, inputs, Map.of());
  }

  /**
   * Names a fitted model's columns and remembers settings in its file.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @param settings texts to keep with the model, by name
   * @return the release
   */
  public static Release of(SubspaceModel model, List<String> inputs, Map<String, String> settings) {
    List<String> outputs = model.keepsColumns() ? inputs : components(model);
    return new Release(null, model.map(), inputs, outputs, ReleaseInfo.of(model, null, settings));
  }

  /**
   * Names the columns of a model that was fitted to the features of a kernel.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @return the release; its outputs are {@code <method>1, <method>2, …}, also where the model
   *     keeps the columns, which are features here
   * @throws BadDataException if the number of names differs from the inputs of the feature map
   */
  public static Release of(KernelModel model, List<String> inputs) {
    return of(model, inputs, Map.of());
  }

  /**
   * Names the columns of a model that was fitted to the features of a kernel, and remembers
   * settings in its file.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @param settings texts to keep with the model, by name
   * @return the release
   */
  public static Release of(KernelModel model, List<String> inputs, Map<String, String> settings) {
    return of(model, null, inputs, settings);
  }

  /**
   * Names the columns of a multi-kernel.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @return the release; its outputs are {@code multikernel1, multikernel2, …}, kernel by kernel
   * @throws BadDataException if the number of names differs from the model's inputs
   */
  public static Release of(MultiKernelModel model, List<String> inputs) {
    return of(model, inputs, Map.of());
  }

  /**
   * Names the columns of a multi-kernel and remembers settings in its file.
   *
   * @param model the model
   * @param inputs the names of its inputs, in their order
   * @param settings texts to keep with the model, by name
   * @return the release
   */
  public static Release of(
      MultiKernelModel model, List<String> inputs, Map<String, String> settings) {
    return of(model.model(), model.weights(), inputs, settings);
  }

  private static Release of(
      KernelModel model, KernelWeights weights, List<String> inputs, Map<String, String> settings) {
    return new Release(
        model.features(),
        model.subspace().map(),
        inputs,
        components(model.subspace()),
        ReleaseInfo.of(model.subspace(), weights, settings));
  }

  private static List<String> components(SubspaceModel model) {
    return IntStream.rangeClosed(1, model.map().outputs())
        .mapToObj(i -> model.method() + i)
        .toList();
  }

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link #save}
   * @return the release
   * @throws IOException if the file cannot be read
   * @throws BadDataException if it is truncated, altered, of an unknown version, or no model file;
   *     nothing larger than the file is allocated
   */
  public static Release load(Path file) throws IOException {
    return ModelFile.read(file);
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
   * Applies the map to a row.
   *
   * @param row a finite number per input, only read
   * @return a number per output, fresh
   * @throws BadDataException if the count differs or a number is not finite
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }

  /**
   * Applies the map to rows.
   *
   * @param rows n × inputs, finite, only read
   * @return n × outputs, fresh
   * @throws BadDataException if the count differs or a number is not finite, naming row and column
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    requireCount("columns of rows", rows.numCols, inputs.size());
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      if (!Double.isFinite(rows.data[i])) {
        throw new BadDataException(
            "row %d (from 1), column '%s': %s is not a finite number"
                .formatted(i / rows.numCols + 1, inputs.get(i % rows.numCols), rows.data[i]));
      }
    }
    return apply(rows);
  }

  /** For rows whose sizes and values were checked. */
  DMatrixRMaj apply(DMatrixRMaj rows) {
    return features == null ? map.apply(rows) : features.then(map).apply(rows);
  }

  /**
   * Applies the map to labelled rows, finding its inputs by name.
   *
   * @param rows rows with at least the inputs among their features
   * @return the released rows; hidden labels are left out, the others kept
   * @throws BadDataException if an input is missing or a number is not finite
   */
  public LabelledRows transform(LabelledRows rows) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    info.hide().forEach(labels.keySet()::remove);
    return new LabelledRows(outputs, transform(inputsOf(rows)), labels);
  }

  /**
   * Streams a CSV file through the map in constant memory.
   *
   * <p>Columns that the map does not read are copied through as they stand, except the labels it
   * was fitted to hide, which are left out.
   *
   * @param input a CSV file with a header that has all inputs, in any order; may be gzip
   * @param output where to; appears whole or not at all; gzip if its name ends in {@code .gz}
   * @param progress told the bytes read so far after each block
   * @return rows written
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if an input is missing or a cell is no finite number
   */
  public long transformCsv(Path input, Path output, LongConsumer progress) throws IOException {
    return CsvStream.run(this, input, output, progress);
  }

  /**
   * What comes before the affine map.
   *
   * @return the features of a kernel, or empty where the map takes the rows themselves
   */
  public Optional<FeatureMap> features() {
    return Optional.ofNullable(features);
  }

  /**
   * That this release, and a file of it, contains training rows.
   *
   * @return the warning, or empty if no row is kept
   */
  public Optional<RowsKept> warning() {
    return features().flatMap(FeatureMap::warning);
  }

  /**
   * The affine map, of the rows or of their features.
   *
   * @return the map
   */
  public AffineMap map() {
    return map;
  }

  /**
   * Names of the inputs, in the order of the map.
   *
   * @return the names, immutable
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * Names of the outputs, in the order of the map.
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

  private DMatrixRMaj inputsOf(LabelledRows rows) {
    if (rows.features().equals(inputs)) {
      return rows.rows();
    }
    Map<String, Integer> positions = new HashMap<>();
    for (String name : rows.features()) {
      positions.put(name, positions.size());
    }
    DMatrixRMaj chosen = new DMatrixRMaj(rows.size(), inputs.size());
    for (int j = 0; j < inputs.size(); j++) {
      Integer from = positions.get(inputs.get(j));
      if (from == null) {
        throw new BadDataException(
            "no column '%s' among the %d features; the model reads %d columns"
                .formatted(inputs.get(j), rows.features().size(), inputs.size()));
      }
      for (int i = 0; i < rows.size(); i++) {
        chosen.set(i, j, rows.rows().get(i, from));
      }
    }
    return chosen;
  }

  private static void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new BadDataException(what + ": " + found + " given, the model has " + expected);
    }
  }
}
