package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table as numbers: categories among the texts become features. */
final class EncodedReader implements RowReader {
  private final Encoding encoding;
  private final RowReader raw;
  private final List<String> texts;
  private final List<String> header;

  EncodedReader(Encoding encoding, RowReader raw) {
    this.encoding = encoding;
    this.raw = raw;
    List<String> others = new ArrayList<>(raw.texts());
    others.removeAll(encoding.inputs());
    this.texts = List.copyOf(others);
    others.addAll(encoding.outputs());
    this.header = List.copyOf(others);
  }

  /** The texts, then the numbers. */
  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public List<String> features() {
    return encoding.outputs();
  }

  @Override
  public List<String> texts() {
    return texts;
  }

  @Override
  public RowBlock next(int maxRows) throws IOException {
    RowBlock block = raw.next(maxRows);
    return block == null
        ? null
        : block.withRows(encoding.encode(encoding.codes(block, raw.features())));
  }

  @Override
  public long bytesRead() {
    return raw.bytesRead();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
