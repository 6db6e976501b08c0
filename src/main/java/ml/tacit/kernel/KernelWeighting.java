package ml.tacit.kernel;

/**
 * How {@link MultiKernel} scores its kernels; the weights are in proportion to the scores.
 *
 * <p>The signal-to-noise ratio of compressed rows is that of {@link SnrForm}. <b>Measured on the
 * rows that were fitted it rewards narrow kernels</b>, which reproduce their training rows and say
 * nothing of others: in the limit of a kernel that knows only equal rows it is without bound. The
 * other two forms measure on rows that were left out; there such a kernel scores next to nothing.
 */
public enum KernelWeighting {
  /** Every kernel alike. */
  UNIFORM,
  /**
   * Centred alignment of the Gram matrix, before compression, with the class targets E of the
   * label, ⟨K̄, EEᵀ⟩/(‖K̄‖‖EEᵀ‖) (arXiv:1203.0550).
   */
  ALIGNMENT,
  /** Signal over noise of the fitted rows, after arXiv:2106.10671; see the weakness. */
  TRAINING_SNR,
  /**
   * Signal over noise of rows held out: the last quarter of each class in the order of the rows, or
   * rows of the caller's choice. One more fit per kernel, to the other rows.
   */
  HELD_OUT_SNR,
  /**
   * Signal over noise of leave-one-out scores, in closed form through the ridge inverse. Up to
   * three times the time of a fit. Rows that resemble each other (overlapping windows of one
   * recording) vouch for each other here: hold out whole recordings then.
   */
  LEAVE_ONE_OUT_SNR
}
