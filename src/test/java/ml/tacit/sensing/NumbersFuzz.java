package ml.tacit.sensing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/** Plain rows of numbers: what is taken are the doubles that the Java library reads. */
public final class NumbersFuzz implements Fuzzed {
  private static final int COLUMNS = 3;

  @Override
  public Promise promise() {
    return Promise.TABLES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    String[] words = new String(data, StandardCharsets.ISO_8859_1).split("[\\x00-\\x20,]+", -1);
    int word = words.length > 0 && words[0].isEmpty() ? 1 : 0;
    double[] row = new double[COLUMNS];
    try (NumberReader in = new NumberReader(new ByteArrayInputStream(data), "in")) {
      while (in.next(row, 0, COLUMNS)) {
        for (double found : row) {
          double expected = Double.parseDouble(words[word]);
          if (Double.compare(found, expected) != 0) {
            throw new AssertionError("'" + words[word] + "' is read as " + found);
          }
          word++;
        }
      }
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        "1 2.5,-3e-4\n\n  0.1\t+7 123456789012345678901234\r\n".getBytes(StandardCharsets.US_ASCII),
        "9007199254740993 1e22 1e23\n4.9e-324 .5 5.\n".getBytes(StandardCharsets.US_ASCII));
  }
}
