package ml.tacit.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Reads {@code name:setting=value,setting=value}. */
final class KernelText {
  private static final List<String> NAMES =
      List.of("linear", "polynomial", "rbf", "laplacian", "sigmoid", "chi-square");

  private final String text;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private KernelText(String text) {
    this.text = text;
  }

  /** Rows may be null: then RBF and Laplacian need their gamma. */
  static Kernel parse(String text, DMatrixRMaj rows) {
    return new KernelText(text.strip()).kernel(rows);
  }

  private Kernel kernel(DMatrixRMaj rows) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    switch (name) {
      case "linear" -> read(colon, List.of());
      case "polynomial" -> read(colon, List.of("degree", "gamma", "coef0"));
      case "sigmoid" -> read(colon, List.of("gamma", "coef0"));
      case "rbf", "laplacian", "chi-square" -> read(colon, List.of("gamma"));
      default -> throw bad("unknown kernel '" + name + "', there are " + NAMES);
    }
    try {
      return switch (name) {
        case "linear" -> Kernel.linear();
        case "polynomial" -> Kernel.polynomial(degree(), number("gamma", 1), number("coef0", 1));
        case "sigmoid" -> Kernel.sigmoid(number("gamma", 1), number("coef0", 0));
        case "chi-square" -> Kernel.chiSquare(number("gamma", 1));
        case "rbf" -> median(rows) ? Kernel.rbfMedian(rows) : Kernel.rbf(number("gamma", 1));
        default ->
            median(rows) ? Kernel.laplacianMedian(rows) : Kernel.laplacian(number("gamma", 1));
      };
    } catch (IllegalArgumentException e) {
      throw new BadDataException("kernel '" + text + "': " + e.getMessage(), e);
    }
  }

  private void read(int colon, List<String> known) {
    if (colon < 0) {
      return;
    }
    for (String setting : text.substring(colon + 1).split(",", -1)) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? setting : setting.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw bad("unknown setting '" + setting + "', expected " + known + " as name=number");
      }
      if (settings.put(name, setting.substring(equals + 1)) != null) {
        throw bad("setting '" + name + "' is given twice, expected once");
      }
    }
  }

  private boolean median(DMatrixRMaj rows) {
    String gamma = settings.getOrDefault("gamma", "median");
    if (gamma.equals("median") && rows == null) {
      throw bad("gamma is missing or 'median', expected a number where no rows are at hand");
    }
    return gamma.equals("median");
  }

  private int degree() {
    double degree = number("degree", 2);
    if (degree != Math.rint(degree)) {
      throw bad("degree is " + degree + ", expected a whole number");
    }
    return (int) degree;
  }

  private double number(String name, double otherwise) {
    String value = settings.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw bad(name + " is '" + value + "', expected a number");
    }
  }

  private BadDataException bad(String what) {
    return new BadDataException("kernel '" + text + "': " + what);
  }
}
