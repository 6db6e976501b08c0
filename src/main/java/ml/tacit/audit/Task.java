package ml.tacit.audit;

/**
 * What an adversary is told beside the rows: training labels only, so no adversary can see a test
 * label.
 *
 * @param labels the class to learn, per training row; codes below {@code classes}
 * @param classes number of classes to learn
 * @param given the utility class per training row, which the release keeps by design
 * @param givenClasses number of utility classes
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
    InnerSplit inner,
    Effort effort,
    long seed) {}
