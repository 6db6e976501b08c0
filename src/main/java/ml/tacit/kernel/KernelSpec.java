package ml.tacit.kernel;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * A kernel that may wait for rows: the text {@code rbf} is as wide as they are apart.
 *
 * @param text the text form, as {@link Kernel#parse(String, DMatrixRMaj)} reads it
 */
record KernelSpec(String text) {

  /** Checks the text with rows that any width can be found in, so that only the text can be bad. */
  KernelSpec {
    Objects.requireNonNull(text, "text");
    Kernel.parse(text, new DMatrixRMaj(2, 1, true, 0, 1));
  }

  static KernelSpec of(Kernel kernel) {
    return new KernelSpec(kernel.toString());
  }

  /** The kernel where these rows are what it sees. */
  Kernel on(DMatrixRMaj rows) {
    return Kernel.parse(text, rows);
  }
}
