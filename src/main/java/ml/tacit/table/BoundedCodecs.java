package ml.tacit.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The codecs of the library, but none unpacks a page that says it is far larger than its packed
 * bytes: a file of a few bytes would ask for gigabytes.
 */
final class BoundedCodecs implements CompressionCodecFactory {
  private static final int PAGE_BYTES = 1 << 20;
  private static final long ALWAYS = 64L << 20;
  private static final int TIMES = 32;

  private final CompressionCodecFactory codecs = new CodecFactory(new Configuration(), PAGE_BYTES);

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    BytesInputDecompressor inner = codecs.getDecompressor(codec);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int unpacked) throws IOException {
        requireLikely(bytes.size(), unpacked);
        return inner.decompress(bytes, unpacked);
      }

      @Override
      public void decompress(ByteBuffer input, int packed, ByteBuffer output, int unpacked)
          throws IOException {
        requireLikely(packed, unpacked);
        inner.decompress(input, packed, output, unpacked);
      }

      @Override
      public void release() {
        inner.release();
      }
    };
  }

  @Override
  public void release() {
    codecs.release();
  }

  private static void requireLikely(long packed, long unpacked) throws IOException {
    if (unpacked < 0 || unpacked > Math.max(ALWAYS, TIMES * packed)) {
      throw new IOException("a page of " + packed + " bytes says it unpacks to " + unpacked);
    }
  }
}
