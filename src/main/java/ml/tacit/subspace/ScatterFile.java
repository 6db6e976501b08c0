package ml.tacit.subspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ml.tacit.format.Fields;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorReader;
import ml.tacit.format.TensorWriter;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A statistic as a {@link TensorFile}: the names of features and labels and the label values of
 * each cell in the description; {@code counts} (a number per cell), {@code origin} (d), {@code
 * means} less the origin (cells × d), {@code within} (d × d) and {@code grids} ({@link
 * ml.tacit.table.Grids#numbers}; files of version 0.1 have none, so that no grid is known) as
 * tensors. Version 2 is that of a {@link TableScatter}: {@code table} describes its columns. Cells
 * are in the order of a snapshot: the same statistic, the same bytes.
 */
final class ScatterFile {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-statistic", "statistic");
  private static final String VERSION = "1";
  private static final String VERSION_OF_TABLES = "2";

  /** Rows that a double counts exactly. */
  private static final double MOST_ROWS = 0x1p53;

  private ScatterFile() {}

  /**
   * What stands in a file.
   *
   * @param grids of the features, or of the numbers of a table, one after the other; null for a
   *     file of 0.1
   * @param table what the columns of a {@link TableScatter} are; null where the features are
   */
  record Content(
      List<String> features,
      List<String> labelNames,
      List<List<String>> cells,
      long[] counts,
      double[] origin,
      DMatrixRMaj means,
      DMatrixRMaj within,
      double[] grids,
      Map<?, ?> table) {

    int dimension() {
      return within.numRows;
    }

    Content of(Map<?, ?> newTable, double[] newGrids) {
      return new Content(
          features, labelNames, cells, counts, origin, means, within, newGrids, newTable);
    }
  }

  static void write(Content content, OutputStream out) throws IOException {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("dimension", content.dimension());
    description.put("features", content.features());
    description.put("labels", content.labelNames());
    description.put("cells", content.cells());
    if (content.table() != null) {
      description.put("table", content.table());
    }
    TensorWriter tensors = new TensorWriter();
    double[] counts = new double[content.counts().length];
    for (int c = 0; c < counts.length; c++) {
      counts[c] = content.counts()[c];
    }
    tensors.vector("counts", counts);
    tensors.vector("origin", content.origin());
    tensors.factor("means", content.means());
    tensors.factor("within", content.within());
    tensors.vector("grids", content.grids());
    String version = content.table() == null ? VERSION : VERSION_OF_TABLES;
    out.write(TensorFile.bytes(KIND, version, description, tensors));
  }

  /** Reads to the end of the stream. */
  static Content read(InputStream in) throws IOException {
    TensorFile.Content file =
        TensorFile.parse(KIND, TensorFile.readAll(in), VERSION, VERSION_OF_TABLES);
    Map<?, ?> description = file.description();
    int dimension = Fields.count("dimension", description.get("dimension"));
    List<String> features = Fields.texts("features", description.get("features"));
    List<String> labelNames = Fields.texts("labels", description.get("labels"));
    if (!features.isEmpty() && features.size() != dimension) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "features: %d names for dimension %d", features.size(), dimension));
    }
    List<List<String>> cells =
        Fields.list("cells", description.get("cells")).stream()
            .map(cell -> Fields.texts("cells", cell))
            .toList();
    requireCells(cells, labelNames.size());
    TensorReader tensors = file.tensors();
    long[] counts = counts(tensors.vector("counts"), cells.size());
    double[] origin = tensors.vector("origin");
    DMatrixRMaj means = tensors.factor("means", cells.size());
    DMatrixRMaj within = tensors.factor("within", dimension);
    requireColumns("means", means, dimension);
    requireColumns("within", within, dimension);
    requireScatter(within);
    if (origin.length != dimension) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "origin: %d numbers, %d are expected", origin.length, dimension));
    }
    double[] grids = tensors.has("grids") ? tensors.vector("grids") : null;
    Map<?, ?> table =
        file.version().equals(VERSION) ? null : Fields.object("table", description.get("table"));
    return new Content(features, labelNames, cells, counts, origin, means, within, grids, table);
  }

  private static void requireCells(List<List<String>> cells, int labels) {
    Set<List<String>> seen = new HashSet<>();
    for (List<String> cell : cells) {
      if (cell.size() != labels || !seen.add(cell)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "cells: %s, %d label values are expected, each cell once",
                cell,
                labels));
      }
    }
  }

  private static long[] counts(double[] numbers, int cells) {
    if (numbers.length != cells) {
      throw new BadDataException(
          String.format(Locale.ROOT, "counts: %d for %d cells", numbers.length, cells));
    }
    long[] counts = new long[cells];
    for (int c = 0; c < cells; c++) {
      if (!(numbers[c] >= 1 && numbers[c] <= MOST_ROWS && numbers[c] == Math.rint(numbers[c]))) {
        throw new BadDataException("counts: " + numbers[c] + ", a whole number ≥ 1 is expected");
      }
      counts[c] = (long) numbers[c];
    }
    return counts;
  }

  private static void requireColumns(String name, DMatrixRMaj matrix, int dimension) {
    if (matrix.numCols != dimension) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%s: %d columns, %d are expected", name, matrix.numCols, dimension));
    }
  }

  /** What no sum of outer products can be: asymmetric, or negative on the diagonal. */
  private static void requireScatter(DMatrixRMaj within) {
    for (int i = 0; i < within.numRows; i++) {
      if (within.get(i, i) < 0) {
        throw new BadDataException("within: " + within.get(i, i) + " on the diagonal");
      }
      for (int j = 0; j < i; j++) {
        if (within.get(i, j) != within.get(j, i)) {
          throw new BadDataException(
              String.format(Locale.ROOT, "within: row %d, column %d is not symmetric", i, j));
        }
      }
    }
  }
}
