package ml.tacit.step;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import ml.tacit.table.BadDataException;
import ml.tacit.table.NamesInText;

/**
 * The text of one part: a word, values, and options: {@code word [value]… [--option [value]]…}. A
 * part takes what it knows; {@link #requireDone} refuses the rest. What stands in double quotes is
 * not taken apart. Not thread-safe.
 */
final class PartText {
  private final String text;
  private final String word;
  private final List<String> values = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  PartText(String text) {
    this.text = text.strip();
    List<String> words =
        apart(this.text, Character::isWhitespace).stream().filter(w -> !w.isEmpty()).toList();
    this.word = words.get(0);
    for (int i = 1; i < words.size(); i++) {
      if (!words.get(i).startsWith("--")) {
        values.add(words.get(i));
        continue;
      }
      boolean hasValue = i + 1 < words.size() && !words.get(i + 1).startsWith("--");
      if (options.put(words.get(i), hasValue ? words.get(i + 1) : "") != null) {
        throw bad(words.get(i) + " is given twice");
      }
      i += hasValue ? 1 : 0;
    }
  }

  /** The pieces of a text between characters of a kind, but for those in double quotes. */
  static List<String> apart(String text, IntPredicate between) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && between.test(c)) {
        pieces.add(text.substring(from, i));
        from = i + 1;
      }
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /** Names as {@link #names} reads them: in quotes where the text would end or part there. */
  static String quoted(List<String> names) {
    return names.stream()
        .map(
            name ->
                name.matches("[^\\s|,\"-][^\\s|,\"]*")
                    ? name
                    : '"' + name.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  /** A number with four digits at most, for words. */
  static String shortest(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** A number as a plan has it, the shortest text that reads the same. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The word. */
  String word() {
    return word;
  }

  /** Whether a value is left. */
  boolean hasValue() {
    return !values.isEmpty();
  }

  /** The next value, or the default where none is left. */
  String value(String otherwise) {
    return values.isEmpty() ? otherwise : values.remove(0);
  }

  /** The next value, a number. */
  double number(String name, double least, double most) {
    if (values.isEmpty()) {
      throw bad(name + " is missing");
    }
    return number(name, values.remove(0), least, most);
  }

  /** The next value, a whole number. */
  int count(String name, int least, int most) {
    return whole(name, number(name, least, most));
  }

  /** An option's text, if it is given. */
  Optional<String> option(String name) {
    return Optional.ofNullable(options.remove(name));
  }

  /** Whether an option is given. */
  boolean has(String name) {
    return options.containsKey(name);
  }

  /** An option's names, as {@link #names} reads them; none where it is not given. */
  List<String> nameList(String name) {
    return option(name).map(NamesInText::parse).orElse(List.of());
  }

  /** A whole number in a text. */
  int whole(String name, String value, int least, int most) {
    return whole(name, number(name, value, least, most));
  }

  /** An option's number, or the default. */
  double number(String name, double otherwise, double least, double most) {
    return option(name).map(value -> number(name, value, least, most)).orElse(otherwise);
  }

  /** An option's whole number, or the default. */
  int count(String name, int otherwise, int least, int most) {
    return option(name)
        .map(value -> whole(name, number(name, value, least, most)))
        .orElse(otherwise);
  }

  /** An option's choice, or the default. */
  <E extends Enum<E>> E choice(String name, E[] choices, E otherwise) {
    Optional<String> value = option(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    for (E choice : choices) {
      if (choice.toString().equals(value.get())) {
        return choice;
      }
    }
    throw bad(name + ": '" + value.get() + "', one of " + Arrays.toString(choices) + " is needed");
  }

  /** Whether an option without a value is given. */
  boolean flag(String name) {
    Optional<String> value = option(name);
    if (!value.orElse("").isEmpty()) {
      throw bad(name + " takes no value, '" + value.get() + "' is given");
    }
    return value.isPresent();
  }

  /** The next value, names between commas; a name with a blank, comma or bar in double quotes. */
  List<String> names(String name) {
    if (values.isEmpty()) {
      throw bad(name + " is missing");
    }
    return NamesInText.parse(values.remove(0));
  }

  /** Refuses what no one asked for. */
  void requireDone() {
    if (!values.isEmpty()) {
      throw bad("'" + values.get(0) + "' is one value too many");
    }
    if (!options.isEmpty()) {
      throw bad(options.keySet().iterator().next() + " is no option of '" + word + "'");
    }
  }

  /** An error that quotes the part. */
  BadDataException bad(String message) {
    return new BadDataException("steps: '" + text + "': " + message);
  }

  private double number(String name, String value, double least, double most) {
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(name + ": '" + value + "' is no number");
    }
    throw bad(
        String.format(
            Locale.ROOT, "%s: %s, a number from %s to %s is needed", name, value, least, most));
  }

  private int whole(String name, double number) {
    if (number != Math.rint(number)) {
      throw bad(name + ": " + number + ", a whole number is needed");
    }
    return (int) number;
  }
}
