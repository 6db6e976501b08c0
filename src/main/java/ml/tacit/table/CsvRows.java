package ml.tacit.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The records of a CSV text, each parsed from the parser's own characters straight into the
 * caller's arrays: no string per number.
 *
 * <p>FastCSV splits the text; this turns its callbacks into rows and its exceptions into messages
 * that name the row.
 */
final class CsvRows implements RowCursor {
  /** The longest cell accepted; beyond it a quote was left open somewhere before. */
  private static final int MAX_CELL = 1 << 20;

  private final String where;
  private final Dialect dialect;
  private final TextSource text;
  private final RowHandler handler;
  private final CloseableIterator<Boolean> records;
  private List<String> names;
  private boolean ended;

  /** Rows of a file that nothing was read of; closed with it. */
  CsvRows(RowBytes file, Dialect dialect) throws IOException {
    this.where = file.where();
    this.dialect = dialect;
    this.handler = new RowHandler(where, dialect, Spaced.is(file.peek(), dialect));
    this.text = TextSource.of(file);
    this.records =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(true) // what follows the text shows it, and then by column
            .maxBufferSize(MAX_CELL)
            .build(handler, text)
            .iterator();
  }

  @Override
  public List<String> header() throws IOException {
    if (!dialect.hasHeader() && dialect.columns().isEmpty()) {
      throw new BadDataException(
          where + ": has no header, so its columns need names: --columns gives them");
    }
    if (dialect.hasHeader() && !advance()) {
      throw new BadDataException(where + ": is empty, a header line was expected");
    }
    names = handler.takeHeader(dialect.columns());
    return handler.named(ColumnNames.unique(names));
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public void layout(ColumnLayout layout) {
    handler.layout(layout);
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    handler.target(numbers, offset, texts, row);
    return advance();
  }

  @Override
  public long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    records.close();
    text.close();
  }

  private boolean advance() throws IOException {
    try {
      if (ended || !records.hasNext() || !records.next()) {
        ended = true;
        return false;
      }
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof TextSource.NotText cause) {
        // All before it has been parsed, so it is in this record.
        throw new BadDataException(
            handler.place() + ": " + cause.getMessage() + "; save the file as UTF-8", e);
      }
      throw e.getCause();
    } catch (CsvParseException e) {
      throw translated(e);
    }
  }

  /** FastCSV wraps what its callbacks and its parser throw. */
  private BadDataException translated(CsvParseException e) {
    if (e.getCause() instanceof BadDataException cause) {
      return cause;
    }
    String detail = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    if (detail.startsWith("The maximum buffer size")) {
      detail =
          String.format(
              Locale.ROOT, "a cell has more than %d characters (a quote left open?)", MAX_CELL);
    }
    return new BadDataException(
        handler.place() + ": " + detail.replaceFirst(" \\(record starting at line.*", ""), e);
  }

  /** Receives the fields of one record after the other. */
  private static final class RowHandler extends AbstractBaseCsvCallbackHandler<Boolean> {
    private static final int SHOWN = 40;

    private final String where;
    private final Set<String> missing;

    /** Whether a comma stands before the decimals. */
    private final boolean comma;

    /** Whether a blank follows each delimiter, and so is no part of a cell. */
    private final boolean spaced;

    private List<String> header = new ArrayList<>();
    private boolean inHeader;
    private int[] slots;
    private boolean[] isLabel;
    private boolean[] isAsWritten;
    private TextCache[] caches;

    private double[] numbers;
    private int offset;
    private String[][] texts;
    private int row;

    private long rowsDone;
    private long blankLine;
    private boolean atEnd;
    private int openQuote;
    private String problem;

    RowHandler(String where, Dialect dialect, boolean spaced) {
      this.where = where;
      this.missing = dialect.missing();
      this.comma = dialect.decimal() == ',';
      this.spaced = spaced;
      this.inHeader = dialect.hasHeader();
    }

    /** The names of the first line, or those that are given in its place. */
    List<String> takeHeader(List<String> given) {
      if (inHeader && !given.isEmpty() && given.size() != header.size()) {
        throw BadDataException.of(
            "%s: %d names are given for its columns, its header has %d",
            where, given.size(), header.size());
      }
      inHeader = false;
      header = given.isEmpty() ? List.copyOf(header) : given;
      return header;
    }

    /** What messages call the columns. */
    List<String> named(List<String> columns) {
      header = columns;
      return columns;
    }

    void layout(ColumnLayout layout) {
      slots = new int[header.size()];
      isLabel = new boolean[layout.texts().size()];
      isAsWritten = new boolean[isLabel.length];
      caches = new TextCache[isLabel.length];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = layout.slot(i);
      }
      for (int t = 0; t < caches.length; t++) {
        isLabel[t] = layout.isLabel(t);
        isAsWritten[t] = layout.isAsWritten(t);
        caches[t] = new TextCache();
      }
    }

    void target(double[] newNumbers, int newOffset, String[][] newTexts, int newRow) {
      numbers = newNumbers;
      offset = newOffset;
      texts = newTexts;
      row = newRow;
    }

    /** The row by both numbers: among the data rows from 1, and the line it begins in. */
    String place() {
      return inHeader
          ? String.format(Locale.ROOT, "%s: header (line %d)", where, getStartingLineNumber())
          : String.format(
              Locale.ROOT, "%s: row %d (line %d)", where, rowsDone + 1, getStartingLineNumber());
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
      openQuote = -1;
      problem = null;
    }

    @Override
    protected void handleField(int index, char[] text, int begin, int size, boolean quoted) {
      int from = begin;
      int length = size;
      if (spaced && !quoted) {
        while (length > 0 && text[from] == ' ') {
          from++;
          length--;
        }
      }
      if (length > 0 && text[from + length - 1] == TextSource.END) {
        if (quoted) {
          openQuote = index;
        } else {
          atEnd = index == 0 && length == 1;
        }
        return;
      }
      if (inHeader) {
        String name = new String(text, from, length);
        header.add(quoted ? name : name.strip());
      } else if (index < slots.length) {
        int slot = slots[index];
        if (slot >= 0) {
          double value = comma ? withComma(text, from, length) : Decimals.parse(text, from, length);
          if (!Double.isFinite(value) && !isMissing(text, from, length)) {
            cellProblem(index, "'%s' is not a finite number", text, from, length);
          }
          numbers[offset + slot] = Double.isFinite(value) ? value : Double.NaN;
        } else if (slot != ColumnLayout.IGNORED) {
          int t = -1 - slot;
          String value = caches[t].of(text, from, length);
          if (isLabel[t] && value.isBlank()) {
            cellProblem(index, "'%s' is blank, a label was expected", text, from, length);
          }
          texts[t][row] = !isAsWritten[t] && missing.contains(value.strip()) ? "" : value;
        }
      }
    }

    private static double withComma(char[] text, int from, int length) {
      return Decimals.parse(new String(text, from, length), ',');
    }

    private boolean isMissing(char[] text, int from, int length) {
      return !missing.isEmpty() && missing.contains(new String(text, from, length).strip());
    }

    /** True for a row, false at the end, null for a line to skip. */
    @Override
    protected Boolean buildRecord() {
      if (getRecordType() == RecordType.EMPTY) {
        blankLine = getStartingLineNumber();
        return null;
      }
      if (atEnd) {
        return Boolean.FALSE;
      }
      if (openQuote >= 0) {
        throw bad(column(openQuote) + ": the quote is never closed");
      }
      if (!inHeader) {
        requireWhole();
        rowsDone++;
      }
      blankLine = 0;
      return Boolean.TRUE;
    }

    /** A wrong number of fields explains a bad cell, so it comes first. */
    private void requireWhole() {
      if (getFieldCount() != slots.length) {
        throw bad("found " + getFieldCount() + " fields, expected " + slots.length);
      }
      if (problem != null) {
        throw bad(problem);
      }
      if (blankLine > 0 && slots.length == 1) {
        // In wider tables a blank line cannot be a row; here it may be a missing value.
        throw bad("the line before, " + blankLine + ", is blank; is a value missing?");
      }
    }

    private void cellProblem(int index, String format, char[] text, int from, int length) {
      if (problem == null) {
        String cell = new String(text, from, Math.min(length, SHOWN)).replaceAll("\\p{Cntrl}", "?");
        problem =
            column(index)
                + ": "
                + String.format(Locale.ROOT, format, cell + (length > SHOWN ? "..." : ""));
        if (!comma && cell.matches("\\s*[-+]?[\\d.\\s]*,\\d+\\s*")) {
          problem += "; is the comma a decimal one? --decimal , says so";
        }
      }
    }

    private String column(int index) {
      return index < header.size() && !inHeader
          ? "column '" + header.get(index) + "'"
          : "column " + (index + 1);
    }

    private BadDataException bad(String what) {
      String separator = what.startsWith("column ") ? ", " : ": ";
      return new BadDataException(place() + separator + what);
    }
  }
}
