package ml.tacit.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.table.BadDataException;

/**
 * Typed access to parsed JSON; every mismatch is one line that names the field and what was there.
 */
public final class Fields {
  private Fields() {}

  /**
   * An object.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the object
   * @throws BadDataException if it is something else
   */
  public static Map<?, ?> object(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw mismatch(name, "an object", value);
  }

  /**
   * A text.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the text
   * @throws BadDataException if it is something else
   */
  public static String text(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw mismatch(name, "a text", value);
  }

  /**
   * A text, or null where there is none.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the text or null
   * @throws BadDataException if it is something else
   */
  public static String textOrNull(String name, Object value) {
    return value == null ? null : text(name, value);
  }

  /**
   * A number.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the number
   * @throws BadDataException if it is something else
   */
  public static double number(String name, Object value) {
    if (value instanceof Double number) {
      return number;
    }
    throw mismatch(name, "a number", value);
  }

  /**
   * A number; null stands for NaN, which JSON cannot write.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the number or NaN
   * @throws BadDataException if it is something else
   */
  public static double numberOrNan(String name, Object value) {
    return value == null ? Double.NaN : number(name, value);
  }

  /**
   * A whole number from 0 to 2⁵³.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the number
   * @throws BadDataException if it is something else
   */
  public static long wholeNumber(String name, Object value) {
    double number = number(name, value);
    if (number < 0 || number > 1L << 53 || number != Math.rint(number)) {
      throw mismatch(name, "a whole number", value);
    }
    return (long) number;
  }

  /**
   * A whole number from 0 that an int holds.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the number
   * @throws BadDataException if it is something else
   */
  public static int count(String name, Object value) {
    long number = wholeNumber(name, value);
    if (number > Integer.MAX_VALUE) {
      throw mismatch(name, "a number up to " + Integer.MAX_VALUE, value);
    }
    return (int) number;
  }

  /**
   * True or false.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the value
   * @throws BadDataException if it is something else
   */
  public static boolean truth(String name, Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw mismatch(name, "true or false", value);
  }

  /**
   * A constant of an enumeration, by name.
   *
   * @param <E> the enumeration
   * @param choices its constants
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the constant
   * @throws BadDataException if it is something else
   */
  public static <E extends Enum<E>> E choice(String name, E[] choices, Object value) {
    for (E choice : choices) {
      if (choice.name().equals(value)) {
        return choice;
      }
    }
    throw mismatch(name, "one of " + Arrays.toString(choices), value);
  }

  /**
   * A list of whole numbers.
   *
   * @param count how many
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the numbers
   * @throws BadDataException if it is something else
   */
  public static long[] wholeNumbers(String name, Object value, int count) {
    List<?> items = list(name, value);
    if (items.size() != count) {
      throw mismatch(name, count + " numbers", value);
    }
    return items.stream().mapToLong(item -> wholeNumber(name, item)).toArray();
  }

  /**
   * A list.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the list
   * @throws BadDataException if it is something else
   */
  public static List<?> list(String name, Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw mismatch(name, "a list", value);
  }

  /**
   * A list of texts.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the texts
   * @throws BadDataException if it is something else
   */
  public static List<String> texts(String name, Object value) {
    return list(name, value).stream().map(item -> text(name, item)).toList();
  }

  /**
   * A list of numbers.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the numbers
   * @throws BadDataException if it is something else
   */
  public static List<Double> numbers(String name, Object value) {
    return list(name, value).stream().map(item -> number(name, item)).toList();
  }

  /**
   * An object of texts.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the texts by key, in order
   * @throws BadDataException if it is something else
   */
  public static Map<String, String> textMap(String name, Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name, value)
        .forEach((key, item) -> texts.put(key.toString(), text(name + "." + key, item)));
    return texts;
  }

  /**
   * An object of lists of texts.
   *
   * @param name the field, as a message names it
   * @param value what stands there
   * @return the lists by key, in order
   * @throws BadDataException if it is something else
   */
  public static Map<String, List<String>> textLists(String name, Object value) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    object(name, value)
        .forEach((key, item) -> lists.put(key.toString(), texts(name + "." + key, item)));
    return lists;
  }

  private static BadDataException mismatch(String name, String expected, Object found) {
    String shown = String.valueOf(found);
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "%s is '%s', %s is expected",
            name,
            shown.length() > 40 ? shown.substring(0, 40) + "…" : shown,
            expected));
  }
}
