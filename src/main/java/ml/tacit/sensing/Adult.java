package ml.tacit.sensing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Adult (Census Income): sex, race and income as labels; whole numbers as they are; categories as a
 * column of 0 and 1 per level. {@code ?}, for a missing value, is a level of its own. Levels of
 * fewer than {@value #FEW} rows share the column {@code other}.
 */
final class Adult {
  private static final String FILE = "adult.data";
  private static final int FEW = 100;
  private static final String MISSING = "?";

  private static final List<String> NAMES =
      List.of(
          "age",
          "workclass",
          "fnlwgt",
          "education",
          "education-num",
          "marital-status",
          "occupation",
          "relationship",
          "race",
          "sex",
          "capital-gain",
          "capital-loss",
          "hours-per-week",
          "native-country",
          "income");

  private static final List<String> NUMBERS =
      List.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week");
  private static final List<String> LABELS = List.of("sex", "race", "income");

  private Adult() {}

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.ADULT.open(folderOrZip);
        TextLines in =
            new TextLines(members.open(FILE), StandardCharsets.UTF_8, members.nameOf(FILE))) {
      return prepared(rows(in, members.nameOf(FILE)));
    }
  }

  private static List<String[]> rows(TextLines in, String file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    String line;
    for (int number = 1; (line = in.next()) != null; number++) {
      // The published file ends in an empty line.
      if (!line.isBlank()) {
        String[] row = line.strip().split("\\s*,\\s*", -1);
        if (row.length != NAMES.size()) {
          throw BadDataException.of(
              "%s: line %d: %d columns, expected %d", file, number, row.length, NAMES.size());
        }
        for (String name : NUMBERS) {
          requireNumber(row[NAMES.indexOf(name)], file, number, name);
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw BadDataException.of("%s: no rows, expected at least one", file);
    }
    return rows;
  }

  private static void requireNumber(String cell, String file, int line, String column) {
    if (!cell.matches("-?[0-9]{1,15}")) {
      throw BadDataException.of(
          "%s: line %d, column %s: '%s', expected a whole number", file, line, column, cell);
    }
  }

  private static LabelledRows prepared(List<String[]> rows) {
    Map<String, double[]> features = new LinkedHashMap<>();
    for (String name : NAMES) {
      String[] cells = rows.stream().map(row -> row[NAMES.indexOf(name)]).toArray(String[]::new);
      if (NUMBERS.contains(name)) {
        double[] column = new double[cells.length];
        for (int i = 0; i < column.length; i++) {
          column[i] = Long.parseLong(cells[i]);
        }
        features.put(name, column);
      } else if (!LABELS.contains(name)) {
        addLevels(name, cells, features);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    for (String name : LABELS) {
      labels.put(
          name, Labels.of(rows.stream().map(r -> r[NAMES.indexOf(name)]).toArray(String[]::new)));
    }
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), features.size());
    int c = 0;
    for (double[] column : features.values()) {
      for (int r = 0; r < column.length; r++) {
        matrix.set(r, c, column[r]);
      }
      c++;
    }
    return new LabelledRows(List.copyOf(features.keySet()), matrix, labels);
  }

  private static void addLevels(String name, String[] cells, Map<String, double[]> features) {
    Map<String, Integer> counts = new TreeMap<>(Labels.NAME_ORDER);
    for (String cell : cells) {
      counts.merge(cell, 1, Integer::sum);
    }
    for (String level : counts.keySet()) {
      if (own(level, counts)) {
        features.put(name + "=" + level, new double[cells.length]);
      }
    }
    for (int i = 0; i < cells.length; i++) {
      String level = own(cells[i], counts) ? cells[i] : "other";
      features.computeIfAbsent(name + "=" + level, key -> new double[cells.length])[i] = 1;
    }
  }

  private static boolean own(String level, Map<String, Integer> counts) {
    return level.equals(MISSING) || counts.get(level) >= FEW;
  }
}
