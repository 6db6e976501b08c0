/**
 * One measure of leak: V, how often the best attacker who knows the release is right, Σ over what
 * it sees of the maximum over whom it could be. Measured by counting, bounded from above with a
 * certificate on fresh rows, minimised by a channel. Cells and labels only.
 *
 * <p>The certificate, to be read in this order: {@link ml.tacit.leak.Certificate} (what is bounded
 * and assumed), {@code Runs} (V by counting), {@code Blocks} and {@code UpperLimit} (the bound and
 * its proof), {@link ml.tacit.leak.BlockLength} with {@code Autocorrelation}, then {@code Floor},
 * {@code Groups} and {@code Distance} for the figures beside it. {@link ml.tacit.leak.NoiseBound}
 * stands alone.
 */
package ml.tacit.leak;
