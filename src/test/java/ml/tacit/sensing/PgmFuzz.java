package ml.tacit.sensing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/** Grey images: what is taken has every pixel, none out of range. */
public final class PgmFuzz implements Fuzzed {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 3;

  @Override
  public Promise promise() {
    return Promise.ARCHIVES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    double[] pixels = new PgmReader(new ByteArrayInputStream(data), "in").pixels(WIDTH, HEIGHT);
    for (double pixel : pixels) {
      if (!(pixel >= 0 && pixel <= 255)) {
        throw new AssertionError("a pixel of " + pixel);
      }
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        "P5\n# made up\n4 3\n255\nabcdefghijkl".getBytes(StandardCharsets.US_ASCII),
        "P2 4 3 15 0 1 2 3 4 5 6 7 8 9 10 15\n".getBytes(StandardCharsets.US_ASCII));
  }
}
