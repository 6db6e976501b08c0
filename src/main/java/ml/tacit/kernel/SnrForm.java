package ml.tacit.kernel;

/**
 * What signal over noise means; the formula of the source is not at hand.
 *
 * <p>The signal of scores Z (n × k, rows z_i of class c) is sM, M the class means of the
 * <em>fitted</em> rows put in every row's place and s the least-squares scale, 0 if negative; the
 * noise is Z − sM; both centred. On the fitted rows s = 1, and signal and noise are the scores'
 * scatter between and within classes. Asking that left-out rows fall on the side of the fitted
 * means matters: a kernel that says nothing of other rows gives each left-out row the mean of the
 * rest, which lies <em>off</em> its own class by exactly the same amount for all of the class, a
 * between-class scatter with no scatter within.
 */
public enum SnrForm {
  /** tr(S_B)/tr(S_W). */
  TRACE_RATIO,
  /**
   * The sum of the ratios of single components; on the fitted rows Σ λ/(1−λ), in which the ridge
   * counts as noise.
   */
  FISHER_SUM,
  /** ‖S_B‖/‖S_W‖, roots of sums of squares, which are those of the compressed kernels too. */
  NORM_RATIO
}
