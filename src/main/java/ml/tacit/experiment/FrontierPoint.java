package ml.tacit.experiment;

/**
 * What one audit found of one release on one split.
 *
 * @param key hash of the rows, the split, the release and the effort: points of another key are
 *     other measurements
 * @param set the question, see {@link FrontierResults.Question}
 * @param seed the split, from 1
 * @param release its name
 * @param kind {@link #BASELINE}, {@link #PICK} or {@link #BESIDE}
 * @param method what a baseline is a setting of; of a pick, what was wanted
 * @param plan the release as text
 * @param command what measures it again
 * @param note of a pick, how it was found
 * @param compared how many candidates it was chosen among, for which its certificate holds at once
 * @param columns released
 * @param cells how many different rows leave; null where they are not few
 * @param learner the best on the label to keep
 * @param utility its figure
 * @param utilityAuc the best area under its curve
 * @param blind the best attacker that sees the released row only
 * @param known the best attacker that knows the label to keep of the row, too
 * @param together the best attacker with up to five rows that belong together; null where rows do
 *     not
 * @param linkage area under the curve of linking people whom no attacker learned; null without
 *     people
 * @param unseen the same of people whom the release was not fitted to either; null where it was not
 *     measured
 * @param certified what no attacker exceeds that may know the label to keep; null without
 *     certificate
 * @param certifiedBlind the same of attackers that do not know it
 * @param noise what of it numbers under noise may add
 * @param prior what the label to keep tells by itself, as accuracy
 * @param priorAuc the same as area under the curve; null unless two classes are hidden
 * @param majority accuracy of always naming the commonest hidden class
 * @param chance one over the hidden classes
 * @param utilityMajority accuracy of always naming the commonest class to keep
 * @param utilityChance one over the classes to keep
 * @param verdict of the audit
 * @param trainRows rows attackers learned from
 * @param testRows rows they were judged on
 * @param quick whether attackers were the quick ones
 * @param seconds fit, release and audit
 */
record FrontierPoint(
    String key,
    String set,
    int seed,
    String release,
    String kind,
    String method,
    String plan,
    String command,
    String note,
    int compared,
    int columns,
    Integer cells,
    String learner,
    Rate utility,
    Double utilityAuc,
    Attack blind,
    Attack known,
    Double together,
    Double linkage,
    Unseen unseen,
    Double certified,
    Double certifiedBlind,
    Double noise,
    double prior,
    Double priorAuc,
    double majority,
    double chance,
    double utilityMajority,
    double utilityChance,
    String verdict,
    int trainRows,
    int testRows,
    boolean quick,
    double seconds) {

  /** Checks what a file may lack. */
  FrontierPoint {
    KeptJson.require(
        "key", key, "set", set, "release", release, "kind", kind, "method", method, "plan", plan,
        "note", note, "learner", learner, "utility", utility, "blind", blind, "known", known,
        "verdict", verdict);
  }

  /** What others publish. */
  static final String BASELINE = "baseline";

  /** What the search picked. */
  static final String PICK = "pick";

  /** A fixed plan of steps beside the picks. */
  static final String BESIDE = "beside";

  /**
   * An accuracy and its 95 % limits over blocks.
   *
   * @param accuracy on the test rows
   * @param low lower limit
   * @param high upper limit
   */
  record Rate(double accuracy, double low, double high) {}

  /**
   * The best attacker of one kind.
   *
   * @param name of the one with the best accuracy
   * @param rate its accuracy, limits joint over all attackers
   * @param auc the best area under the curve of any, the mean over classes; null without scores
   */
  record Attack(String name, Rate rate, Double auc) {
    /** Checks what a file may lack. */
    Attack {
      KeptJson.require("name", name, "rate", rate);
    }
  }

  /**
   * How well two rows of one person are told from rows of two, of people left out in turn.
   *
   * @param auc area under the curve on released rows, 0.5 for chance
   * @param low lower 95 % limit over people
   * @param high upper limit
   * @param raw the same on raw rows
   */
  record Unseen(double auc, double low, double high, double raw) {}

  /** The best attacker's accuracy, whatever it knows. */
  double best() {
    return Math.max(blind.rate().accuracy(), known.rate().accuracy());
  }

  /** The best attacker's area under the curve, whatever it knows; NaN without scores. */
  double bestAuc() {
    return Math.max(or(blind.auc()), or(known.auc()));
  }

  private static double or(Double value) {
    return value == null ? Double.NaN : value;
  }
}
