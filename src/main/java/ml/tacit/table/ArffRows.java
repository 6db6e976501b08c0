package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of an ARFF text, dense or sparse. Keywords and types are read in any case, names and values
 * with or without quotes; a value of a nominal column has to be one that is declared. In a sparse
 * row what is not named is 0, or the first value declared.
 */
final class ArffRows implements RowCursor {
  private enum Type {
    NUMERIC,
    NOMINAL,
    STRING,
    DATE
  }

  private record Attribute(String name, Type type, Map<String, String> values, String first) {}

  private final String where;
  private final Dialect dialect;
  private final LineReader lines;
  private final List<Attribute> attributes = new ArrayList<>();
  private RowCells cells;
  private boolean[] given;

  ArffRows(RowBytes file, Dialect dialect) throws IOException {
    this.where = file.where();
    this.dialect = dialect;
    this.lines = new LineReader(TextSource.of(file), where);
  }

  @Override
  public List<String> header() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      ArffTokens tokens = new ArffTokens(line, this::place);
      String keyword = tokens.isAtEnd() ? "" : tokens.word().toLowerCase(Locale.ROOT);
      switch (keyword) {
        case "", "@relation" -> {} // its name is of no use here
        case "@attribute" -> attributes.add(attribute(tokens));
        case "@data" -> {
          return begin();
        }
        default ->
            throw new BadDataException(
                place()
                    + ": found '"
                    + RowCells.shown(keyword)
                    + "', expected @attribute or @data");
      }
    }
    throw new BadDataException(where + ": has no line @data (truncated?)");
  }

  private List<String> begin() {
    if (attributes.isEmpty()) {
      throw new BadDataException(place() + ": no @attribute before @data, at least one is needed");
    }
    List<String> header = names();
    ColumnNames.requireDistinct(where, header);
    cells = new RowCells(where, header, dialect);
    given = new boolean[header.size()];
    return header;
  }

  @Override
  public List<String> names() {
    return attributes.stream().map(Attribute::name).toList();
  }

  @Override
  public void layout(ColumnLayout layout) {
    cells.layout(layout);
    for (int j = 0; j < attributes.size(); j++) {
      if (attributes.get(j).type == Type.DATE && cells.isNumeric(j)) {
        throw BadDataException.of(
            "%s: column '%s' is a date, which is no number; leave it out (--drop '%s') or make a"
                + " number of it first, say days since some day",
            where, attributes.get(j).name, attributes.get(j).name);
      }
    }
  }

  private Attribute attribute(ArffTokens tokens) {
    String name = tokens.value().strip();
    if (tokens.isAt('{')) {
      tokens.skip('{');
      Map<String, String> values = new HashMap<>();
      String first = null;
      while (!tokens.isAt('}')) {
        String value = tokens.value();
        first = first == null ? value : first;
        values.put(value, value);
        if (!tokens.isAt('}')) {
          tokens.skip(',');
        }
      }
      return new Attribute(name, Type.NOMINAL, values, first);
    }
    String type = tokens.isAtEnd() ? "" : tokens.word().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "numeric", "real", "integer" -> new Attribute(name, Type.NUMERIC, Map.of(), null);
      case "string" -> new Attribute(name, Type.STRING, Map.of(), null);
      case "date" -> new Attribute(name, Type.DATE, Map.of(), null);
      default ->
          throw BadDataException.of(
              "%s: attribute '%s' has type '%s', expected numeric, real, integer, string, date or"
                  + " {values}",
              place(), name, RowCells.shown(type));
    };
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      ArffTokens tokens = new ArffTokens(line, this::place);
      if (!tokens.isAtEnd()) {
        cells.begin(numbers, offset, texts, row, lines.number());
        if (tokens.isAt('{')) {
          sparse(tokens);
        } else {
          dense(tokens);
        }
        cells.end();
        return true;
      }
    }
    return false;
  }

  private void dense(ArffTokens tokens) {
    int found = 0;
    while (true) {
      String value = tokens.value();
      boolean isMissing = tokens.isMissing();
      if (found < attributes.size()) {
        put(found, value, isMissing);
      }
      found++;
      if (tokens.isAtEnd()) {
        break;
      }
      tokens.skip(',');
      if (tokens.isAt('{')) {
        throw cells.bad("has a weight {...}, which is not read; make a column of it");
      }
    }
    if (found != attributes.size()) {
      throw cells.bad("found " + found + " fields, expected " + attributes.size());
    }
  }

  private void sparse(ArffTokens tokens) {
    Arrays.fill(given, false);
    tokens.skip('{');
    while (!tokens.isAt('}')) {
      String index = tokens.value();
      int column = index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
      if (column < 0 || column >= attributes.size()) {
        throw cells.bad(
            "'"
                + RowCells.shown(index)
                + "' is no column number, 0 to "
                + (attributes.size() - 1)
                + " was expected");
      }
      if (given[column]) {
        throw cells.bad(column, "has two values");
      }
      given[column] = true;
      String value = tokens.value();
      put(column, value, tokens.isMissing());
      if (!tokens.isAt('}')) {
        tokens.skip(',');
      }
    }
    tokens.skip('}');
    tokens.requireEnd();
    for (int j = 0; j < given.length; j++) {
      if (!given[j]) {
        absent(j);
      }
    }
  }

  private void absent(int column) {
    Attribute attribute = attributes.get(column);
    if (attribute.type == Type.NUMERIC) {
      cells.whole(column, 0);
    } else if (attribute.type == Type.NOMINAL && attribute.first != null) {
      cells.text(column, attribute.first);
    } else if (!cells.isIgnored(column)) {
      throw cells.bad(column, "a sparse row has to name the value of a string or a date");
    }
  }

  private void put(int column, String value, boolean isMissing) {
    if (isMissing) {
      cells.missing(column);
      return;
    }
    Attribute attribute = attributes.get(column);
    if (attribute.type == Type.NOMINAL && !cells.isIgnored(column)) {
      String declared = attribute.values.get(value);
      if (declared == null) {
        throw cells.bad(column, "'" + RowCells.shown(value) + "' is none of the declared values");
      }
      cells.text(column, declared);
    } else {
      cells.text(column, value);
    }
  }

  private String place() {
    return String.format(Locale.ROOT, "%s: line %d", where, lines.number());
  }

  @Override
  public long bytesRead() {
    return lines.bytesRead();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
