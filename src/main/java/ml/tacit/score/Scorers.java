package ml.tacit.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;

/** The methods by name, with their usual settings. */
public final class Scorers {
  private static final Map<String, Scorer> ALL = new LinkedHashMap<>();

  static {
    for (Scorer scorer :
        List.of(
            VoteScorer.USUAL,
            KernelScorer.USUAL,
            MultiKernelScorer.USUAL,
            LogisticScorer.USUAL,
            BoostedScorer.USUAL)) {
      ALL.put(scorer.name(), scorer);
    }
  }

  private Scorers() {}

  /**
   * The method of a name.
   *
   * <table>
   * <caption>The methods; no training row is kept by any</caption>
   * <tr><th>name</th><th>scores</th></tr>
   * <tr><td>{@code vote}</td><td>the mean log-probability of RBF and Laplacian kernel ridge, the
   *     multi-kernel discriminant and logistic regression</td></tr>
   * <tr><td>{@code kernel}</td><td>RBF kernel ridge on at most 500 landmarks, means of rows</td></tr>
   * <tr><td>{@code multikernel}</td><td>a discriminant on RBF, Laplacian and quadratic
   *     kernels</td></tr>
   * <tr><td>{@code logistic}</td><td>multinomial logistic regression with a ridge</td></tr>
   * <tr><td>{@code boosted}</td><td>gradient-boosted trees</td></tr>
   * </table>
   *
   * @param name say {@code vote}
   * @return the method
   * @throws BadDataException if there is none of that name
   */
  public static Scorer named(String name) {
    Scorer found = ALL.get(name);
    if (found == null) {
      throw BadDataException.of("scores: no method '%s'; there are %s", name, names());
    }
    return found;
  }

  /**
   * The names.
   *
   * @return the names, the default first, immutable
   */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
