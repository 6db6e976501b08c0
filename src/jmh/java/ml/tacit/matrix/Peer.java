package ml.tacit.matrix;

/**
 * A library under measurement, with the operands in its own format: nobody is charged for
 * conversions. What an operation overwrites is copied within the measured time, for everybody; a
 * product goes to memory that is there already, where the library can do that.
 */
interface Peer {

  /** X A. */
  default Object product() {
    throw missing();
  }

  /** The scatter matrix of the rows of X, or XᵀX where the library has no centring. */
  default Object scatter() {
    throw missing();
  }

  /** Scatter matrix, means and a check of the rows of X, or XᵀX. */
  default Object statistic() {
    return scatter();
  }

  /** All eigenvalues and eigenvectors of S. */
  default Object eigen() {
    throw missing();
  }

  /** All eigenvalues of S. */
  default Object values() {
    throw missing();
  }

  /** The five largest eigenvalues of S and their vectors. */
  default Object largest() {
    throw missing();
  }

  /** X w = λ S w. */
  default Object generalized() {
    throw missing();
  }

  /** F Fᵀ w = λ S w. */
  default Object pencil() {
    throw missing();
  }

  /** The Cholesky factor of S. */
  default Object cholesky() {
    throw missing();
  }

  /** S⁻¹F from a factor made before. */
  default Object solve() {
    throw missing();
  }

  /** exp(−γ‖x−y‖²) of all pairs of rows of X, with γ = 1 over the number of columns. */
  default Object rbf() {
    throw missing();
  }

  /** {@link #rbf}, both triangles. */
  default Object wholeRbf() {
    throw missing();
  }

  /** exp(−γ‖x−y‖₁) of all pairs of rows of X, with γ = 1 over the number of columns. */
  default Object laplacian() {
    throw missing();
  }

  /** An exact kernel fit to the rows of X, or its two costly parts. */
  default Object kernelDca() {
    throw missing();
  }

  /** The two decompositions of the N × N problem that the literature solves instead. */
  default Object publishedKernelDca() {
    throw missing();
  }

  private UnsupportedOperationException missing() {
    return new UnsupportedOperationException(getClass().getSimpleName() + " does not do this");
  }
}
