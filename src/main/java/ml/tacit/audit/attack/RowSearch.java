package ml.tacit.audit.attack;

/** Finds the raw row behind a released one. */
interface RowSearch {
  /**
   * Searches.
   *
   * @param released m numbers, only read
   * @return d numbers, fresh; not all on the grids of their columns
   */
  double[] estimate(double[] released);
}
