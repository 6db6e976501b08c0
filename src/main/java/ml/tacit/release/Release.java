package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted map with named inputs and outputs: what is saved, loaded and applied before data leaves.
 *
 * <p>A row alone, a block and a stream give the same bits. Immutable and thread-safe.
 *
 * <p>{@link #save} and {@link #load} use the safetensors format (little-endian 8-byte header
 * length, a JSON header, raw numbers), which Python, Rust and others read. A model file is data,
 * never code.
 */
public final class Release {
  private final AffineMap map;
  private final List<String> inputs;
  private final List<String> outputs;
  private final ReleaseInfo info;

  /** Checks that names and map fit. */
  Release(AffineMap map, List<String> inputs, List<String> outputs, ReleaseInfo info) {
    requireCount("inputs", inputs.size(), map.inputs());
    requireCount("outputs", outputs.size(), map.outputs());
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
    List<String> outputs = inputs;
    if (!model.keepsColumns()) {
      outputs = new ArrayList<>();
      for (int i = 1; i <= model.map().outputs(); i++) {
        outputs.add(model.method() + i);
      }
    }
    return new Release(model.map(), inputs, outputs, ReleaseInfo.of(model, settings));
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
    return map.apply(rows);
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
   * The map itself.
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
