package ml.tacit.step;

import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Randomised response among K cells (Warner 1965, doi:10.1080/01621459.1965.10480775; K-ary:
 * Kairouz, Bonawitz and Ramage, ICML 2016): a cell and two {@link Coins} to the same cell with
 * chance e^ε/(e^ε + K − 1), else to one of the others, each as likely.
 *
 * <p>Drawn from the coins, so that a row answers the same however often it is asked. Immutable and
 * thread-safe.
 */
public final class Response implements Step {
  /** From here on no double tells e^ε from infinity. */
  private static final double MOST = 700;

  private final int size;
  private final double epsilon;
  private final int number;

  /**
   * Randomised response.
   *
   * @param size K, at least 2
   * @param epsilon ε, at least 0 and at most 700
   * @param number the number of the step in its plan, which keeps its draws apart from others
   * @throws BadDataException if a number is outside
   */
  public Response(int size, double epsilon, int number) {
    if (size < 2) {
      throw new BadDataException("size: " + size + " cells, at least 2 are needed");
    }
    if (!(epsilon >= 0 && epsilon <= MOST)) {
      throw new BadDataException("epsilon: " + epsilon + ", a number from 0 to 700 is needed");
    }
    this.size = size;
    this.epsilon = epsilon;
    this.number = number;
  }

  /**
   * How many cells there are.
   *
   * @return K
   */
  public int size() {
    return size;
  }

  /**
   * How much likelier an answer may be from one cell than from another, as a logarithm.
   *
   * @return ε
   */
  public double epsilon() {
    return epsilon;
  }

  /**
   * The number of the step in its plan.
   *
   * @return the number
   */
  public int number() {
    return number;
  }

  /**
   * The chance that the cell itself is the answer.
   *
   * @return e^ε/(e^ε + K − 1)
   */
  public double keeps() {
    return 1 / (1 + (size - 1) * Math.exp(-epsilon));
  }

  /** 1 less that, with all its digits. */
  private double leaves() {
    return keeps() * (size - 1) * Math.exp(-epsilon);
  }

  /**
   * The chance of an answer.
   *
   * @param cell the row's cell
   * @param answer the released one
   * @return in (0, 1]; the answers of a cell add up to 1
   */
  public double chance(int cell, int answer) {
    return cell == answer ? keeps() : leaves() / (size - 1);
  }

  @Override
  public int inputs() {
    return 1 + Coins.COUNT;
  }

  @Override
  public int outputs() {
    return 1;
  }

  /**
   * Answers for rows.
   *
   * @param rows n × 3: a cell and two coins; only read
   * @return n × 1, fresh
   * @throws BadDataException if a cell is none of the K
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj answers = new DMatrixRMaj(rows.numRows, 1);
    Draws draws = new Draws(number);
    double leaves = leaves();
    for (int i = 0; i < rows.numRows; i++) {
      int cell = Codes.of("cell", rows.data[i * inputs()], size);
      draws.row(rows.data, i * inputs() + 1);
      // Of 2⁵³ equally likely numbers at least that share is below it: never less than is stated.
      if (draws.uniform() >= leaves) {
        answers.data[i] = cell;
      } else {
        int other = Math.min(size - 2, (int) (draws.uniform() * (size - 1)));
        answers.data[i] = other < cell ? other : other + 1;
      }
    }
    return answers;
  }

  @Override
  public String guarantee() {
    return String.format(
        Locale.ROOT,
        "one of %d cells leaves, the true one with chance %.3f: by this column alone no answer is more than e^%s = %.4g"
            + " times as likely from one cell as from another (local differential privacy of the cell"
            + " of one row, epsilon %s; w different rows, w times that)",
        size,
        keeps(),
        PartText.shortest(epsilon),
        Math.exp(epsilon),
        PartText.shortest(epsilon));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Response response
        && size == response.size
        && epsilon == response.epsilon
        && number == response.number;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * size + number) + Double.hashCode(epsilon);
  }

  @Override
  public String toString() {
    return "Response[" + size + ", " + epsilon + "]";
  }
}
