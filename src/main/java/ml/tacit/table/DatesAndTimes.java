package ml.tacit.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole dates and times as people write them: 2013-01-05, 5.1.2013 12:33, 05-Jan-13, 12:33:11. */
final class DatesAndTimes {
  private static final String TIME =
      "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?";

  private static final List<Pattern> DATES =
      List.of(
          pattern("\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}"),
          pattern("\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})"),
          pattern("\\d{1,2}[-. ]+\\p{L}{3,9}\\.?[-, ]+(\\d{4}|\\d{2})"),
          pattern("\\p{L}{3,9}\\.? \\d{1,2},? \\d{4}"),
          Pattern.compile(TIME));

  /** Of so many of the values. */
  private static final double MOST = 0.9;

  private DatesAndTimes() {}

  private static Pattern pattern(String date) {
    return Pattern.compile(date + "([T ,]+" + TIME + ")?");
  }

  /** Whether a text is a date or a time. */
  static boolean is(String cell) {
    String text = cell.strip();
    return !text.isEmpty()
        && (Character.isDigit(text.charAt(text.length() - 1))
            || Character.isLetter(text.charAt(text.length() - 1)))
        && DATES.stream().anyMatch(date -> date.matcher(text).matches());
  }

  /**
   * The first date or time of a column, if that is what it holds.
   *
   * @param counts how often each value occurs
   */
  static Optional<String> of(Map<String, Integer> counts) {
    long values = 0;
    long found = 0;
    String first = null;
    for (Map.Entry<String, Integer> cell : counts.entrySet()) {
      values += cell.getValue();
      if (is(cell.getKey())) {
        found += cell.getValue();
        first = first == null ? cell.getKey().strip() : first;
      }
    }
    return found > 0 && found >= MOST * values ? Optional.of(first) : Optional.empty();
  }
}
