package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Any adversary, trained once per utility class.
 *
 * <p>A release keeps the utility label by design, so conditioning on it costs an attacker nothing,
 * and it undoes erasure that only equalises class means over all utility classes together. Of test
 * rows the utility class is predicted (shrinkage LDA), or with {@code known} given: the strongest
 * attacker of this kind.
 */
record ConditionalAdversary(Adversary each, boolean known) implements Adversary {
  private static final Adversary ROUTE = new DirectAdversary(new DiscriminantClassifier());

  /** Probability of all classes together that were not seen with a utility class. */
  private static final double UNSEEN = 1e-3;

  @Override
  public boolean needsUtility() {
    return true;
  }

  @Override
  public boolean needsRaw() {
    return each.needsRaw();
  }

  @Override
  public String name(String keep) {
    return each.name(keep) + (known ? " per known " : " per predicted ") + keep;
  }

  @Override
  public int weight() {
    return each.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    int[] route = known ? task.givenTest() : ROUTE.attack(data, task.forGiven()).codes();
    int[] codes = new int[route.length];
    double[] logs = new double[route.length * task.classes()];
    boolean complete = true;
    StringBuilder tuned = new StringBuilder();
    for (int g = -1; g < task.givenClasses(); g++) {
      int given = g;
      int[] asked = IntStream.range(0, route.length).filter(i -> route[i] == given).toArray();
      if (asked.length > 0) {
        // A utility class without training rows is answered by an adversary of all rows.
        int[] own =
            IntStream.range(0, task.given().length)
                .filter(row -> given < 0 || task.given()[row] == given)
                .toArray();
        Part part = Part.of(task, own);
        Predictions answer = part.attack(each, data.only(own, asked));
        complete &= part.scatter(answer, asked, codes, logs);
        tuned.append(tuned.isEmpty() ? "" : "; ").append(answer.tuned());
      }
    }
    return new Predictions(codes, complete ? logs : null, tuned.toString());
  }

  /** The task of one utility class, over the classes seen with it. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Part(LearningTask whole, LearningTask task, int[] seen) {

    static Part of(LearningTask whole, int[] own) {
      int[] labels = Arrays.stream(own).map(row -> whole.labels()[row]).toArray();
      int[] seen = Arrays.stream(labels).distinct().sorted().toArray();
      Arrays.setAll(labels, i -> Arrays.binarySearch(seen, labels[i]));
      int[] given = Arrays.stream(own).map(row -> whole.given()[row]).toArray();
      LearningTask task =
          new LearningTask(
              labels,
              seen.length,
              given,
              whole.givenClasses(),
              null,
              InnerSplit.of(given, labels),
              whole.budget(),
              whole.seed());
      return new Part(whole, task, seen);
    }

    Predictions attack(Adversary each, AttackData data) {
      if (seen.length > 1) {
        return each.attack(data, task);
      }
      int rows = data.rows(Side.TEST).rows();
      return new Predictions(new int[rows], new double[rows], "one class");
    }

    /** Puts the answers where they belong; whether they came with probabilities. */
    boolean scatter(Predictions answer, int[] asked, int[] codes, double[] logs) {
      int k = whole.classes();
      double unseen = Math.log(UNSEEN / Math.max(1, k - seen.length));
      double rest = k == seen.length ? 0 : Math.log1p(-UNSEEN);
      for (int i = 0; i < asked.length; i++) {
        codes[asked[i]] = seen[answer.codes()[i]];
        if (answer.logProbabilities() != null) {
          Arrays.fill(logs, asked[i] * k, (asked[i] + 1) * k, unseen);
          for (int c = 0; c < seen.length; c++) {
            logs[asked[i] * k + seen[c]] = answer.logProbabilities()[i * seen.length + c] + rest;
          }
        }
      }
      return answer.logProbabilities() != null;
    }
  }
}
