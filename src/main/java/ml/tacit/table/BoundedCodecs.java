package ml.tacit.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * What unpacks the pages of a Parquet file. None unpacks a page that says it is far larger than its
 * packed bytes: a file of a few bytes would ask for gigabytes.
 */
final class BoundedCodecs implements CompressionCodecFactory {
  private static final int PAGE_BYTES = 1 << 20;
  private static final long ALWAYS = 64L << 20;
  private static final int TIMES = 32;

  private final String where;
  private final CompressionCodecFactory codecs = new CodecFactory(new Configuration(), PAGE_BYTES);

  /** {@code where} opens the message of a codec that is not there. */
  BoundedCodecs(String where) {
    this.where = where;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Unpacked((packed, size) -> packed);
      case SNAPPY -> new Unpacked(BoundedCodecs::snappy);
      case GZIP -> new Unpacked(BoundedCodecs::gzip);
      case ZSTD -> new Unpacked(Zstd::decompress);
      case LZ4_RAW -> new Unpacked(library(codec));
      case LZO, LZ4, BROTLI ->
          throw new BadDataException(
              where + ": is packed with " + codec + "; write it with snappy, zstd or gzip");
    };
  }

  @Override
  public void release() {
    codecs.release();
  }

  private interface Unpacking {
    /** All bytes of a page; {@code size} is what the file says of their number. */
    byte[] unpack(byte[] packed, int size) throws IOException;
  }

  /** A page, once its size is likely. */
  private record Unpacked(Unpacking codec) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      requireLikely(bytes.size(), size);
      return BytesInput.from(unpack(bytes.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size)
        throws IOException {
      requireLikely(packedSize, size);
      byte[] packed = new byte[packedSize];
      input.get(packed);
      output.put(unpack(packed, size));
    }

    private byte[] unpack(byte[] packed, int size) throws IOException {
      byte[] page = codec.unpack(packed, size);
      if (page.length != size) {
        throw new IOException(
            String.format(
                Locale.ROOT, "a page unpacks to %d bytes and says %d", page.length, size));
      }
      return page;
    }

    @Override
    public void release() {}
  }

  private Unpacking library(CompressionCodecName codec) {
    BytesInputDecompressor inner = codecs.getDecompressor(codec);
    return (packed, size) -> inner.decompress(BytesInput.from(packed), size).toByteArray();
  }

  private static byte[] snappy(byte[] packed, int size) throws IOException {
    int said = Snappy.uncompressedLength(packed);
    if (said != size) {
      throw new IOException("a page unpacks to " + said + " bytes and says " + size);
    }
    return Snappy.uncompress(packed);
  }

  /** One byte more is asked for, to see that none is left. */
  private static byte[] gzip(byte[] packed, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] page = in.readNBytes(size);
      if (in.read() >= 0) {
        throw new IOException("a page unpacks to more than the " + size + " bytes it says");
      }
      return page;
    }
  }

  private static void requireLikely(long packed, long unpacked) throws IOException {
    if (unpacked < 0 || unpacked > Math.max(ALWAYS, TIMES * packed)) {
      throw new IOException("a page of " + packed + " bytes says it unpacks to " + unpacked);
    }
  }
}
