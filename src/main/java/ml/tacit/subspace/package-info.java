/**
 * The methods: one mergeable statistic ({@link ml.tacit.subspace.Scatter}), the objectives fitted
 * from it, and the affine map each of them ends as ({@link ml.tacit.subspace.AffineMap}).
 *
 * <p>A trainer ({@link ml.tacit.subspace.Dca}, {@link ml.tacit.subspace.Rdca}, …) is an immutable
 * value with its settings; {@code fit} returns an immutable, thread-safe {@link
 * ml.tacit.subspace.SubspaceModel}.
 */
package ml.tacit.subspace;
