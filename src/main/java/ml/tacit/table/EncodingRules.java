package ml.tacit.table;

/**
 * Which levels of a category get a column of their own: those of enough fitted rows and people. The
 * others are merged, and an {@link Encoding} does not know their names. An immutable value.
 *
 * @param rows a level of fewer fitted rows is rare, 1 or less for none
 * @param people a level of fewer people is rare, 1 or less for none; where fewer than twice as many
 *     people are fitted in all, they are not counted: a label of so few classes names no people
 */
public record EncodingRules(int rows, int people) {
  /** Fewer than 10 rows or 5 people. */
  public static final EncodingRules DEFAULT = new EncodingRules(10, 5);

  /** Whether so few people in all are no people. */
  boolean countsPeople(int inAll) {
    return inAll > 0 && inAll >= 2L * people;
  }

  /** Whether a level is merged; {@code counted} says whether people are. */
  boolean isRare(long levelRows, int levelPeople, boolean counted) {
    return levelRows < rows || (counted && levelPeople < people);
  }
}
