/**
 * Dense double-precision linear algebra: products, Cholesky, symmetric eigenvalues, and the
 * low-rank pencil that every objective comes down to.
 *
 * <p>Knows nothing of labels or of privacy. The public matrix is EJML's {@code DMatrixRMaj}; the
 * work is done on its row-major array by one {@code Kernels} implementation behind the public
 * classes, so a faster one can take its place without a change anywhere else.
 *
 * <p>Two there are. {@code PlainKernels} runs anywhere. {@code SimdKernels} needs {@code
 * --add-modules jdk.incubator.vector} and is chosen by {@code KernelChoice} where that pays. To see
 * how it is done, read {@code Tile} (the registers), {@code Panels} and {@code Products} (the
 * caches), {@code Triangular} (Cholesky by halving), then {@code EigenSolver} with {@code
 * Householder}, {@code DivideAndConquer}, {@code Merge} and {@code SecularEquation}, which runs on
 * both kernels through {@code Rows}. Large products run on the
 * fork-join pool that the caller is in, or else the common one, with the same bits on any number of
 * threads.
 */
package ml.tacit.matrix;
