/**
 * One measure of leak: V, how often the best attacker who knows the release is right, Σ over what
 * it sees of the maximum over whom it could be. Measured by counting, bounded from above with a
 * certificate on fresh rows, minimised by a channel. Cells and labels only.
 */
package ml.tacit.leak;
