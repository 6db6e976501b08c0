package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgmReaderTest {
  @Test
  void bothFormsGiveTheSamePixels() throws IOException {
    double[] expected = {1, 35, 10, 120, 32, 0};
    assertArrayEquals(expected, read("P2\n# a comment\n3 2\n120\n1 35 10\n120 32 0"));
    // Bytes that look like white space or a comment are grey values all the same.
    assertArrayEquals(expected, read("P5\n3 2\n# another\n120\n\u0001#\nx \u0000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P3/3 2/9/1 2 3 4 5 6 | face.pgm: line 1: begins with 'P3', expected P5 or P2",
        "P2/2 3/9/1 2 3 4 5 6 | face.pgm: line 2: P2 image of 2 x 3, expected 3 x 2",
        "P2/3 2/999/1 2 3 4 5 6 | face.pgm: line 3: '999', expected a whole number from 0 to 255",
        "P2/3 2/9/1 2 3/4 x 6 | face.pgm: line 5: 'x', expected a whole number from 0 to 9",
        "P2/3 2/9/1 2 3/4 10 6 | face.pgm: line 5: '10', expected a whole number from 0 to 9",
        "P2/3 2/9/1 2 3 | face.pgm: line 4: the image is cut off",
        "P5/3 2/126/12345 | face.pgm: the image is cut off after 5 pixels, expected 6",
        "P5/3 2/60/123z56 | face.pgm: pixel 3 is 122, the header says at most 60",
      })
  void whatIsWrongIsNamedByFileAndLine(String image, String message) {
    assertEquals(
        message,
        assertThrows(BadDataException.class, () -> read(image.replace('/', '\n'))).getMessage());
  }

  private static double[] read(String image) throws IOException {
    byte[] bytes = image.getBytes(StandardCharsets.ISO_8859_1);
    return new PgmReader(new ByteArrayInputStream(bytes), "face.pgm").pixels(3, 2);
  }
}
