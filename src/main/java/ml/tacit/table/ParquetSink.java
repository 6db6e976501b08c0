package ml.tacit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes a Parquet file: numbers as doubles, texts as strings, packed with Snappy, in row groups of
 * a size that does not grow with the file. Not thread-safe.
 */
final class ParquetSink implements RowSink {
  private static final long GROUP_BYTES = 16L << 20;

  private final SinkLayout layout;
  private final AtomicFile file;
  private final ParquetWriter<Row> writer;
  private long rowsWritten;

  private ParquetSink(SinkLayout layout, AtomicFile file) throws IOException {
    this.layout = layout;
    this.file = file;
    Builder builder = new Builder(file.stream(), layout);
    for (int j = 0; j < layout.columns(); j++) {
      if (layout.isNumber(j)) {
        builder.withDictionaryEncoding(layout.name(j), false); // released numbers seldom repeat
      }
    }
    this.writer =
        builder
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(GROUP_BYTES)
            .build();
  }

  static ParquetSink create(Path target, List<String> header, List<String> numbers)
      throws IOException {
    SinkLayout layout = SinkLayout.of(target.toString(), header, numbers);
    AtomicFile file = AtomicFile.create(target);
    try {
      return new ParquetSink(layout, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(RowBlock block, DMatrixRMaj numbers) throws IOException {
    layout.requireShape(block.size(), numbers);
    String[][] texts = layout.texts(block);
    for (int i = 0; i < block.size(); i++) {
      writer.write(new Row(texts, numbers, i, rowsWritten));
      rowsWritten++;
    }
  }

  @Override
  public void commit() throws IOException {
    writer.close();
    file.commit();
  }

  /** The writer is not closed: it would only write what is given up. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  private record Row(String[][] texts, DMatrixRMaj numbers, int row, long before) {}

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final SinkLayout layout;

    Builder(OutputStream out, SinkLayout layout) {
      super(new Output(out));
      this.layout = layout;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration unused) {
      return new Support(layout);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration unused) {
      return new Support(layout);
    }
  }

  /** Hands the cells of a row to the library. */
  private static final class Support extends WriteSupport<Row> {
    private static final int SLOTS = 1 << 8;

    private final SinkLayout layout;
    private final String[] seen = new String[SLOTS];
    private final Binary[] encoded = new Binary[SLOTS];
    private RecordConsumer out;

    Support(SinkLayout layout) {
      this.layout = layout;
    }

    @Override
    public WriteContext init(Configuration unused) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
      return context();
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(Row row) {
      out.startMessage();
      for (int j = 0; j < layout.columns(); j++) {
        String name = layout.name(j);
        out.startField(name, j);
        if (layout.isNumber(j)) {
          out.addDouble(layout.number(row.numbers, row.row, j, row.before));
        } else {
          out.addBinary(binary(row.texts[j][row.row]));
        }
        out.endField(name, j);
      }
      out.endMessage();
    }

    private Binary binary(String text) {
      int hash = text.hashCode();
      int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
      if (!text.equals(seen[slot])) {
        seen[slot] = text;
        encoded[slot] = Binary.fromString(text);
      }
      return encoded[slot];
    }

    private WriteContext context() {
      List<Type> columns = new ArrayList<>();
      for (int j = 0; j < layout.columns(); j++) {
        columns.add(
            layout.isNumber(j)
                ? Types.required(PrimitiveTypeName.DOUBLE).named(layout.name(j))
                : Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(layout.name(j)));
      }
      return new WriteContext(new MessageType("rows", columns), Map.of());
    }
  }

  /** A stream that knows how many bytes it was given. */
  private record Output(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new PositionOutputStream() {
        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int b) throws IOException {
          out.write(b);
          position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          position += length;
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return GROUP_BYTES;
    }
  }
}
