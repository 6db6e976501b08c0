package ml.tacit.audit;

/**
 * How reports speak of a hidden label: of people, or of classes of an attribute.
 *
 * @param one what a value of the hidden label is: {@code person} or {@code class}
 * @param many several of them
 * @param together what rows held together come from: {@code person}, or the column of the unit in
 *     quotes
 */
public record Wording(String one, String many, String together) {
  private static final Wording PEOPLE = new Wording("person", "people", "person");

  /**
   * The words for a unit.
   *
   * @param unit what hangs together
   * @return people for {@link Unit#BLOCKS}, else classes
   */
  public static Wording of(Unit unit) {
    return unit.hidesPeople()
        ? PEOPLE
        : new Wording("class", "classes", unit.column().map(c -> "'" + c + "'").orElse("class"));
  }
}
