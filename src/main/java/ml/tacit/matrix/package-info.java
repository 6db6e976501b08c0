/**
 * Dense double-precision linear algebra: products, Cholesky, symmetric eigenvalues, and the
 * low-rank pencil that every objective comes down to.
 *
 * <p>Knows nothing of labels or of privacy. The public matrix is EJML's {@code DMatrixRMaj}; the
 * work is done on its row-major array by one {@code Kernels} implementation behind the public
 * classes, so a faster one can take its place without a change anywhere else.
 */
package ml.tacit.matrix;
