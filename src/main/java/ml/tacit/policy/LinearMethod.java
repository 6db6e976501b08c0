package ml.tacit.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;

/**
 * A linear method with its settings, read from {@code method NAME [--option value]…}.
 *
 * @param trainer the method
 * @param given whether it hides within each class of the label to keep
 * @param want what it gives
 */
record LinearMethod(Trainer trainer, boolean given, Want want) {
  private static final String WORD = "method";
  private static final String GIVEN = "--given";
  private static final String COMPONENTS = "--components";
  private static final List<String> RIDGED = List.of(COMPONENTS, "--ridge", "--ridge-relative");

  /** The options of each method. */
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "rdca", RIDGED,
          "dca", RIDGED,
          "mdr", RIDGED,
          "duca", and(RIDGED, "--alpha", "--beta"),
          "ruca", and(RIDGED, "--price"),
          "pca", List.of(COMPONENTS),
          "random", List.of(COMPONENTS));

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  static boolean isOne(String text) {
    return text.matches(WORD + "(\\s.*)?");
  }

  static LinearMethod parse(String text) {
    List<String> words = Arrays.asList(text.split("\\s+"));
    if (words.size() < 2) {
      throw BadDataException.of("policy '%s': no method is named", text);
    }
    List<String> options = OPTIONS.get(words.get(1));
    if (options == null) {
      throw BadDataException.of(
          "policy '%s': no method '%s'; there are rdca, dca, duca, mdr, ruca, pca and random",
          text, words.get(1));
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    boolean given = false;
    for (int i = 2; i < words.size(); i++) {
      String option = words.get(i);
      if (option.equals(GIVEN)) {
        given = true;
      } else if (options.contains(option) && i + 1 < words.size()) {
        numbers.put(option, number(text, option, words.get(++i)));
      } else {
        throw BadDataException.of(
            "policy '%s': '%s', one of %s with a number, or %s is needed",
            text, option, options, GIVEN);
      }
    }
    if (options.size() == 1 && numbers.isEmpty()) {
      throw BadDataException.of("policy '%s': %s is needed", text, COMPONENTS);
    }
    boolean columns = words.get(1).equals("rdca") && !numbers.containsKey(COMPONENTS);
    return new LinearMethod(
        trainer(text, words.get(1), numbers), given, columns ? Want.COLUMNS : Want.COMPONENTS);
  }

  private static Trainer trainer(String text, String name, Map<String, Double> numbers) {
    try {
      return trainer(name, numbers);
    } catch (IllegalArgumentException e) {
      throw new BadDataException("policy '" + text + "': " + e.getMessage(), e);
    }
  }

  private static Trainer trainer(String name, Map<String, Double> numbers) {
    int k = numbers.getOrDefault(COMPONENTS, 0.0).intValue();
    Ridge ridge =
        numbers.containsKey("--ridge")
            ? Ridge.absolute(numbers.get("--ridge"))
            : numbers.containsKey("--ridge-relative")
                ? Ridge.relative(numbers.get("--ridge-relative"))
                : Ridge.DEFAULT;
    double alpha = numbers.getOrDefault("--alpha", 1.0);
    double beta = numbers.getOrDefault("--beta", 1.0);
    double price = numbers.getOrDefault("--price", 1.0);
    return switch (name) {
      case "rdca" -> new Rdca(ridge, k > 0, k);
      case "dca" -> new Dca(ridge, k, 0);
      case "duca" -> new Duca(ridge, alpha, beta, k);
      case "mdr" -> new Mdr(ridge, k);
      case "ruca" -> new Ruca(ridge, price, k);
      case "pca" -> Pca.components(k);
      case "random" -> new RandomProjection(k, 1);
      default -> throw new IllegalStateException(name);
    };
  }

  private static double number(String text, String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0
          && Double.isFinite(number)
          && (!option.equals(COMPONENTS) || number >= 1 && number == (int) number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw BadDataException.of(
        "policy '%s': %s '%s', %s is needed",
        text,
        option,
        value,
        option.equals(COMPONENTS) ? "a whole number from 1" : "a number from 0");
  }
}
