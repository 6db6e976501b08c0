/**
 * Kernels: the functions, exact kernel discriminant analysis, feature maps without kept rows, and
 * the compressive multi-kernel method.
 *
 * <p>A {@link ml.tacit.kernel.FeatureMap} turns rows into features whose inner products are a
 * kernel, exactly or nearly; after it everything is {@link ml.tacit.subspace.Scatter} and the
 * linear methods.
 */
package ml.tacit.kernel;
