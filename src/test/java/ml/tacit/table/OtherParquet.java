package ml.tacit.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet files as other programs write them: with the library's own writer of records. */
final class OtherParquet {
  private OtherParquet() {}

  static Path write(
      Path file,
      MessageType schema,
      UnaryOperator<ExampleParquetWriter.Builder> settings,
      List<Group> rows)
      throws IOException {
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema);
    try (ParquetWriter<Group> writer = settings.apply(builder).build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  /** The library packs with gzip only where Hadoop is there, with Brotli only where that is. */
  static final class Codecs implements CompressionCodecFactory {
    private final CodecFactory codecs = new CodecFactory(new Configuration(), 1 << 16);

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return switch (codec) {
        case GZIP -> new Own(codec, OtherParquet::gzip);
        case BROTLI -> new Own(codec, bytes -> bytes); // what it says is what counts
        default -> codecs.getCompressor(codec);
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return codecs.getDecompressor(codec);
    }

    @Override
    public void release() {
      codecs.release();
    }
  }

  private interface Packing {
    BytesInput pack(BytesInput bytes) throws IOException;
  }

  private static BytesInput gzip(BytesInput bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      bytes.writeAllTo(out);
    }
    return BytesInput.from(packed.toByteArray());
  }

  private record Own(CompressionCodecName codec, Packing packing)
      implements CompressionCodecFactory.BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return packing.pack(bytes);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return codec;
    }

    @Override
    public void release() {}
  }
}
