package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {
  @Test
  void readsTheSameDoublesAsTheJdk() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * StrictMath.pow(10, random.nextInt(60) - 30);
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(value);
            case 1 -> String.format(Locale.ROOT, "%.7e", value);
            case 2 -> String.format(Locale.ROOT, "%.6f", random.nextGaussian());
            // The published exponent of three digits.
            default -> String.format(Locale.ROOT, "%.7e", value).replaceFirst("e([+-])", "e$10");
          };
      double[] read = new double[1];
      assertTrue(reader(text).next(read, 0, 1));
      assertEquals(
          Double.doubleToRawLongBits(Double.parseDouble(text)),
          Double.doubleToRawLongBits(read[0]),
          text);
    }
  }

  @Test
  void takesBlanksTabsCommasBlankLinesAndAMissingLastLineEnd() throws IOException {
    NumberReader in = reader("\r\n  1 \t2,3 \r\n\r\n-4 +5 .5e1");
    double[] row = new double[4];
    assertTrue(in.next(row, 1, 3));
    assertArrayEquals(new double[] {0, 1, 2, 3}, row);
    assertTrue(in.next(row, 0, 3));
    assertArrayEquals(new double[] {-4, 5, 5, 3}, row);
    assertFalse(in.next(row, 0, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "-", "1e", "1e999", "0x1p3", "1f", "1.2.3", "a", "é", "1e+"})
  void namesLineValueAndTextOfWhatIsNoFiniteNumber(String text) throws IOException {
    NumberReader in = reader("1 2\n3 " + text + "\n");
    double[] row = new double[2];
    in.next(row, 0, 2);
    BadDataException e = assertThrows(BadDataException.class, () -> in.next(row, 0, 2));
    assertTrue(
        e.getMessage().startsWith("some.txt: line 2, value 2: '")
            && e.getMessage().endsWith("expected a finite number"),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2 3\n4 5\n", "1 2 3\n4 5 6 7\n"})
  void namesLineAndBothCountsOfARaggedRow(String text) throws IOException {
    NumberReader in = reader(text);
    double[] row = new double[3];
    in.next(row, 0, 3);
    BadDataException e = assertThrows(BadDataException.class, () -> in.next(row, 0, 3));
    int found = text.contains("7") ? 4 : 2;
    assertEquals("some.txt: line 2 has " + found + " values, expected 3", e.getMessage());
  }

  private static NumberReader reader(String text) {
    return new NumberReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "some.txt");
  }
}
