package ml.tacit.table;

/**
 * Rows divided into disjoint parts, say eraser, attacker and test rows; a value.
 *
 * <p>Not every row need be in a part: a time-blocked split leaves a gap out between parts.
 *
 * @param parts row numbers per part, ascending within a part
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Split(int[][] parts) {

  /**
   * The row numbers of a part.
   *
   * @param index the part, from 0
   * @return its row numbers, ascending
   */
  public int[] part(int index) {
    return parts[index];
  }
}
