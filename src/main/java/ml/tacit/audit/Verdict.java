package ml.tacit.audit;

/**
 * What an audit may conclude. There is no word for "private": no finite set of attackers shows it.
 */
public enum Verdict {
  /**
   * Some statistic of some adversary is above what the utility label tells of the privacy label
   * anyway, by more than the margin.
   */
  LEAK_SHOWN("leak shown"),
  /** The adversaries work on the raw rows and fail on the released ones, up to the stated bound. */
  NO_LEAK_FOUND("no leak found"),
  /** Nothing was found, but this audit would not have found much either. */
  TOO_WEAK("audit too weak");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * The verdict as reports write it.
   *
   * @return the words
   */
  public String words() {
    return words;
  }
}
