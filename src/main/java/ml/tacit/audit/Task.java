package ml.tacit.audit;

/**
 * What an adversary is told beside the rows: of the label to learn the training rows only, so no
 * adversary can see a test label.
 *
 * @param labels the class to learn, per training row; codes below {@code classes}
 * @param classes number of classes to learn
 * @param given the utility class per training row, which the release keeps by design
 * @param givenClasses number of utility classes
 * @param givenTest the utility class per test row, −1 for one without training rows; only for an
 *     adversary who is said to know it; may be null
 * @param inner where to tune
 * @param effort how hard to try
 * @param seed seed of every random choice
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Task(
    int[] labels,
    int classes,
    int[] given,
    int givenClasses,
    int[] givenTest,
    InnerSplit inner,
    Effort effort,
    long seed) {

  /** The label to keep as the target: how an adversary finds it for rows that come without. */
  Task forGiven() {
    return new Task(given, givenClasses, given, givenClasses, null, inner, effort, seed);
  }
}
