package ml.tacit.matrix;

/**
 * Sums over the entries of pairs of rows: of one side stored row by row, and the other packed in
 * panels, {@link #panel} rows interleaved: their first entries, then their second entries and so on
 * ({@link RowPanels}).
 */
interface PairKernel {

  /** Rows of a panel. */
  int panel();

  /** Rows of a block, a multiple of the panel. */
  int blockRows();

  /** Columns of a block, a multiple of the panel. */
  int blockColumns();

  /**
   * block[i · blockColumns + j] := Σ_k t(a_ik, b_jk), with t the product, the absolute difference
   * or the chi-square term; for squared distances the product.
   *
   * <p>An element's bits depend on its two rows only. Elements that are not wanted may hold
   * anything afterwards: those beyond {@code rows} and {@code columns}, and those right of the
   * diagonal.
   *
   * @param depth entries of a row
   * @param a rows one behind the other, the first at {@code ao}
   * @param rows how many rows of {@code a}, at most {@code blockRows}
   * @param b panels, the first row at {@code bo}
   * @param columns how many rows of {@code b}, at most {@code blockColumns}
   * @param diagonal in row i, elements with j > i + diagonal are not wanted
   */
  void sums(
      PairMeasure measure,
      int depth,
      double[] a,
      int ao,
      int rows,
      double[] b,
      int bo,
      int columns,
      int diagonal,
      double[] block);

  /**
   * squares[r] := Σ_k x_k² for rows {@code first … last} of those one behind the other, by the
   * additions that give xᵀx in {@link #sums}: so the distance of a row from itself is exactly 0.
   */
  void squares(int depth, double[] rows, int first, int last, double[] squares);

  /** values[from + j] := max(0, square + squares[at + j] − 2 values[from + j]), j below count. */
  void squaredDistances(
      double[] values, int from, int count, double square, double[] squares, int at);

  /** values[i] := exp(scale · values[i]). */
  void exp(double scale, double[] values, int from, int to);
}
