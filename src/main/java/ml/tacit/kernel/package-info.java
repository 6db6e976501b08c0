/**
 * Kernels: the functions, linear methods in their feature spaces, and the compressive multi-kernel.
 *
 * <p>{@link ml.tacit.kernel.Kernelized} and {@link ml.tacit.kernel.MultiKernel} fit, {@link
 * ml.tacit.kernel.KernelModel} is what they give. A {@link ml.tacit.kernel.FeatureMap} turns rows
 * into features whose inner products are a kernel, exactly or nearly; after it everything is {@link
 * ml.tacit.subspace.Scatter} and the linear methods.
 */
package ml.tacit.kernel;
