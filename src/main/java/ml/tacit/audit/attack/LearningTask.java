package ml.tacit.audit.attack;

import java.security.MessageDigest;

/**
 * What an adversary is told, other than the rows. Of the label to learn that is the training part
 * only, so no adversary can see a test label.
 *
 * @param labels the class to learn, per training row; codes below {@code classes}
 * @param classes number of classes to learn
 * @param given the utility class per training row, which the release keeps by design
 * @param givenClasses number of utility classes
 * @param givenTest the utility class per test row, −1 for one without training rows; only for an
 *     adversary that is said to know it; may be null
 * @param inner where to tune
 * @param budget how hard to try
 * @param seed seed of every random choice
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record LearningTask(
    int[] labels,
    int classes,
    int[] given,
    int givenClasses,
    int[] givenTest,
    InnerSplit inner,
    Budget budget,
    long seed) {

  /** The label to keep as the target: how an adversary finds it for rows that come without. */
  LearningTask forGiven() {
    return new LearningTask(given, givenClasses, given, givenClasses, null, inner, budget, seed);
  }

  /** The same with other training labels. */
  public LearningTask withLabels(int[] others) {
    return new LearningTask(others, classes, given, givenClasses, givenTest, inner, budget, seed);
  }

  /** Adds every component: answers kept on disk are found by it. */
  void hashInto(MessageDigest digest) {
    Hashing.ints(digest, labels);
    Hashing.ints(digest, given);
    Hashing.ints(digest, givenTest);
    Hashing.ints(digest, inner.fit());
    Hashing.ints(digest, inner.tune());
    Hashing.text(digest, classes + " " + givenClasses + " " + budget + " " + seed);
  }
}
