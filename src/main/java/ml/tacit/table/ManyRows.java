package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of several files, one after the other. The first one's header holds; the others have the
 * same columns, in any order.
 */
final class ManyRows implements RowCursor {

  /** Opens one of the files. */
  interface Opener {
    RowCursor open(int file) throws IOException;
  }

  private final List<String> names;
  private final Opener opener;
  private RowCursor current;
  private int at;
  private List<String> header;
  private ColumnLayout layout;
  private volatile long before;

  /** Files by name, at least one; each is opened when the one before it has ended. */
  ManyRows(List<String> names, Opener opener) throws IOException {
    this.names = names;
    this.opener = opener;
    this.current = opener.open(0);
  }

  @Override
  public List<String> header() throws IOException {
    header = current.header();
    return header;
  }

  @Override
  public List<String> names() {
    return current.names();
  }

  @Override
  public List<String> unreadable() {
    return current.unreadable();
  }

  @Override
  public void layout(ColumnLayout wanted) {
    layout = wanted;
    current.layout(wanted);
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    while (!current.next(numbers, offset, texts, row)) {
      if (at == names.size() - 1) {
        return false;
      }
      open(at + 1);
    }
    return true;
  }

  private void open(int file) throws IOException {
    before += current.bytesRead();
    current.close();
    at = file;
    current = opener.open(file);
    List<String> its = current.header();
    requireSame(its);
    current.layout(layout.in(its, header));
  }

  private void requireSame(List<String> its) {
    Set<String> missing = new HashSet<>(header);
    its.forEach(missing::remove);
    List<String> more = new ArrayList<>(its);
    more.removeAll(header);
    if (!missing.isEmpty() || !more.isEmpty() || its.size() != header.size()) {
      String which =
          !missing.isEmpty()
              ? "no column '" + missing.iterator().next() + "'"
              : more.isEmpty()
                  ? its.size() + " columns, not " + header.size()
                  : "column '" + more.get(0) + "' besides";
      throw BadDataException.of(
          "%s: has %s; all files of one run have the columns of the first, %s",
          names.get(at), which, names.get(0));
    }
  }

  @Override
  public long bytesRead() {
    return before + current.bytesRead();
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
