package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/** Semeion Handwritten Digit: rows of 256 pixels, then ten columns of which one marks the digit. */
final class Semeion {
  private static final int PIXELS = 256;
  private static final int DIGITS = 10;

  private Semeion() {}

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.SEMEION.open(folderOrZip);
        NumberReader in = members.numbers("semeion.data")) {
      RowBuffer rows = new RowBuffer(PIXELS);
      IntStream.Builder digits = IntStream.builder();
      double[] line = new double[PIXELS + DIGITS];
      while (in.next(line, 0, line.length)) {
        rows.add(line);
        digits.add(digit(line, members.nameOf("semeion.data") + ": line " + in.line()));
      }
      return new LabelledRows(
          IntStream.range(0, PIXELS).mapToObj(i -> "p" + i).toList(),
          rows.toMatrix(),
          Map.of("digit", Labels.of(digits.build().toArray())));
    }
  }

  private static int digit(double[] line, String where) {
    int digit = -1;
    int marks = 0;
    for (int i = 0; i < DIGITS; i++) {
      if (line[PIXELS + i] == 1) {
        digit = i;
        marks++;
      } else if (line[PIXELS + i] != 0) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: digit column %d is %s, expected 0 or 1",
                where,
                i,
                line[PIXELS + i]));
      }
    }
    if (marks != 1) {
      throw new BadDataException(
          String.format(Locale.ROOT, "%s: %d digits are marked, expected 1", where, marks));
    }
    return digit;
  }
}
