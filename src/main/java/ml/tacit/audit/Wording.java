package ml.tacit.audit;

/**
 * How reports speak of a hidden label: of people, or of classes of an attribute.
 *
 * @param one what a value of the hidden label is: {@code person} or {@code class}
 * @param many several of them
 * @param together what rows held together come from: {@code person}, or the column of the unit in
 *     quotes
 * @param units what limits are made by: {@code rows}, {@code blocks}, or the column of the unit in
 *     quotes
 */
public record Wording(String one, String many, String together, String units) {
  private static final Wording PEOPLE = new Wording("person", "people", "person", "blocks");

  /**
   * The words for a unit.
   *
   * @param unit what hangs together
   * @return people for {@link Unit#BLOCKS}, else classes
   */
  public static Wording of(Unit unit) {
    return unit.hidesPeople()
        ? PEOPLE
        : unit.column()
            .map(column -> new Wording("class", "classes", "'" + column + "'", "'" + column + "'"))
            .orElse(new Wording("class", "classes", "class", "rows"));
  }
}
