package ml.tacit.sensing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * One grey image in portable grey map form, binary (P5, a byte a pixel) or text (P2), of a known
 * size; comments from # to the end of a line are passed over. Not thread-safe.
 */
final class PgmReader {
  private static final int LARGEST = 255;
  private static final int LONGEST_WORD = 16;

  /**
   * Bytes of a pixel at most, and of everything else: comments and blanks have no end otherwise.
   */
  private static final int MOST_PER_PIXEL = 16;

  private static final int MOST_BESIDE = 1 << 16;

  private final InputStream in;
  private final String name;
  private long left = MOST_BESIDE;
  private int line = 1;
  private int last = -1;

  /**
   * Starts reading.
   *
   * @param in the image; not closed
   * @param name how messages name it
   */
  PgmReader(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /**
   * Reads the grey values, unscaled, row by row.
   *
   * @throws BadDataException if it is no such image, has another size, is cut off, or a value is
   *     larger than the header says
   */
  double[] pixels(int width, int height) throws IOException {
    left = MOST_BESIDE + (long) MOST_PER_PIXEL * width * height;
    String magic = word();
    if (!magic.equals("P5") && !magic.equals("P2")) {
      throw bad(String.format(Locale.ROOT, "begins with '%s', expected P5 or P2", magic));
    }
    String size = word() + " x " + word();
    if (!size.equals(width + " x " + height)) {
      throw bad(
          String.format(
              Locale.ROOT, "%s image of %s, expected %d x %d", magic, size, width, height));
    }
    int most = number(LARGEST);
    double[] pixels = new double[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = magic.equals("P2") ? number(most) : sample(most, i, pixels.length);
    }
    return pixels;
  }

  private int sample(int most, int pixel, int pixels) throws IOException {
    int value = read();
    if (value < 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: the image is cut off after %d pixels, expected %d",
              name,
              pixel,
              pixels));
    }
    if (value > most) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: pixel %d is %d, the header says at most %d",
              name,
              pixel,
              value,
              most));
    }
    return value;
  }

  private int number(int most) throws IOException {
    String word = word();
    if (!word.matches("\\d{1,5}") || Integer.parseInt(word) > most) {
      throw bad(
          String.format(Locale.ROOT, "'%s', expected a whole number from 0 to %d", word, most));
    }
    return Integer.parseInt(word);
  }

  /** The next word; exactly one white space after it is read. */
  private String word() throws IOException {
    if (last == '\n') {
      line++; // only now, so that a message names the line the word before stood on
    }
    StringBuilder word = new StringBuilder();
    while (true) {
      last = read();
      if (last == '#' && word.length() == 0) {
        while (last >= 0 && last != '\n') {
          last = read();
        }
      }
      if (last < 0 && word.length() == 0) {
        throw bad("the image is cut off");
      }
      if (last > ' ') {
        if (word.length() == LONGEST_WORD) {
          throw bad("'" + word + "...', no word of an image is so long");
        }
        word.append((char) last);
      } else if (word.length() > 0) {
        return word.toString();
      } else if (last == '\n') {
        line++;
      }
    }
  }

  private int read() throws IOException {
    if (--left < 0) {
      throw bad("has more bytes than an image of this size needs");
    }
    return in.read();
  }

  private BadDataException bad(String what) {
    return new BadDataException(String.format(Locale.ROOT, "%s: line %d: %s", name, line, what));
  }
}
