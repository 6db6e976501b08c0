package ml.tacit.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of JSON lines. The first object names the columns; later ones have the same keys in any
 * order, and a key that is not there is a missing value, as null is.
 */
final class JsonRows implements RowCursor {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A value of the first row, which is read before it is known where it goes. */
  private record Value(JsonToken token, String text) {}

  private final String where;
  private final Dialect dialect;
  private final TextSource text;
  private final JsonParser parser;
  private final List<Value> first = new ArrayList<>();
  private List<String> header;
  private Map<String, Integer> positions;
  private RowCells cells;

  /** The row in which a column was seen last, from 1. */
  private long[] seen;

  private boolean isFirst = true;

  JsonRows(RowBytes file, Dialect dialect) throws IOException {
    this.where = file.where();
    this.dialect = dialect;
    this.text = TextSource.of(file);
    this.parser = FACTORY.createParser(new WithoutEnd(text));
  }

  @Override
  public List<String> header() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      if (!begins("header")) {
        throw new BadDataException(where + ": is empty, an object a line was expected");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        names.add(parser.currentName());
        JsonToken token = parser.nextToken();
        if (token.isStructStart()) {
          throw nested("row 1 (line " + line() + ")", parser.currentName());
        }
        first.add(new Value(token, parser.getText()));
      }
    } catch (JsonProcessingException e) {
      throw translated("row 1", e);
    }
    ColumnNames.requireDistinct(where, names);
    header = List.copyOf(names);
    positions = ColumnLayout.positions(header);
    cells = new RowCells(where, header, dialect);
    seen = new long[header.size()];
    return header;
  }

  @Override
  public List<String> names() {
    return header;
  }

  @Override
  public void layout(ColumnLayout layout) {
    cells.layout(layout);
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    if (isFirst) {
      isFirst = false;
      cells.begin(numbers, offset, texts, row, 1);
      for (int j = 0; j < header.size(); j++) {
        put(j, first.get(j).token, first.get(j).text);
      }
      first.clear();
      cells.end();
      return true;
    }
    try {
      if (!begins("row " + (cells.rowsDone() + 1))) {
        return false;
      }
      cells.begin(numbers, offset, texts, row, line());
      object();
    } catch (JsonProcessingException e) {
      throw translated("row " + (cells.rowsDone() + 1), e);
    }
    cells.end();
    return true;
  }

  private void object() throws IOException {
    long number = cells.rowsDone() + 1;
    int found = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Integer at = positions.get(name);
      if (at == null) {
        throw cells.bad(
            "key '" + RowCells.shown(name) + "' is none of the " + header.size() + " of row 1");
      }
      if (seen[at] == number) {
        throw cells.bad(at, "the key occurs twice");
      }
      seen[at] = number;
      found++;
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        throw nested("row " + number + " (line " + line() + ")", name);
      }
      put(at, token);
    }
    for (int j = 0; found < seen.length && j < seen.length; j++) {
      if (seen[j] != number) {
        cells.missing(j);
      }
    }
  }

  /** The value the parser stands at; no string is made of a number. */
  private void put(int column, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      if (cells.isIgnored(column)) {
        return;
      }
      if (cells.isNumeric(column) && !parser.isNaN()) {
        char[] digits = parser.getTextCharacters();
        int from = parser.getTextOffset();
        double value = Decimals.parse(digits, from, parser.getTextLength());
        if (!Double.isFinite(value)) {
          put(column, token, parser.getText());
        }
        cells.number(column, value);
        return;
      }
    }
    put(column, token, parser.getText());
  }

  private void put(int column, JsonToken token, String value) {
    switch (token) {
      case VALUE_NULL -> cells.missing(column);
      case VALUE_TRUE, VALUE_FALSE -> cells.flag(column, token == JsonToken.VALUE_TRUE);
      default -> {
        boolean isNan = token == JsonToken.VALUE_NUMBER_FLOAT && value.equals("NaN");
        if (isNan) {
          cells.number(column, Double.NaN);
        } else {
          cells.text(column, value);
        }
      }
    }
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    parser.close();
    text.close();
  }

  /** Goes to the next object; false at the end. */
  private boolean begins(String what) throws IOException {
    JsonToken token = parser.nextToken();
    if (token != null && token != JsonToken.START_OBJECT) {
      throw BadDataException.of(
          "%s: %s (line %d): found %s, an object {\"column\": value} was expected",
          where, what, line(), RowCells.shown(parser.getText()));
    }
    return token != null;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private BadDataException nested(String place, String name) {
    return BadDataException.of(
        "%s: %s, column '%s': is nested; a number, a text, true, false or null was expected",
        where, place, name);
  }

  private BadDataException translated(String row, JsonProcessingException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    String what =
        e.getOriginalMessage().startsWith("Unexpected end-of-input")
            ? "the text ends within the row (truncated?)"
            : "is not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ");
    return new BadDataException(where + ": " + row + " (line " + line + "): " + what, e);
  }
}
