package ml.tacit.kernel;

import java.util.Objects;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A kernel function k(x, y) of two rows.
 *
 * <table>
 * <caption>The family and its text form</caption>
 * <tr><th>kernel</th><th>k(x, y)</th><th>text</th></tr>
 * <tr><td>linear</td><td>xᵀy</td><td>{@code linear}</td></tr>
 * <tr><td>polynomial</td><td>(γ xᵀy + c)^p</td>
 *     <td>{@code polynomial:degree=2,gamma=0.1,coef0=1.0}</td></tr>
 * <tr><td>RBF</td><td>exp(−γ‖x−y‖²)</td><td>{@code rbf:gamma=0.01}</td></tr>
 * <tr><td>Laplacian</td><td>exp(−γ‖x−y‖₁)</td><td>{@code laplacian:gamma=0.01}</td></tr>
 * <tr><td>sigmoid</td><td>tanh(γ xᵀy + c)</td><td>{@code sigmoid:gamma=0.01,coef0=0.0}</td></tr>
 * <tr><td>chi-square</td><td>exp(−γ Σ (x_j−y_j)²/(x_j+y_j)), 0/0 = 0</td>
 *     <td>{@code chi-square:gamma=1.0}</td></tr>
 * </table>
 *
 * <p>All but the sigmoid are positive semidefinite (the chi-square for rows without negative
 * values, which are refused). An immutable value, thread-safe; results do not depend on the number
 * of threads.
 */
public final class Kernel {
  private final KernelForm form;

  Kernel(KernelForm form) {
    this.form = form;
  }

  /**
   * k(x, y) = xᵀy.
   *
   * @return the kernel
   */
  public static Kernel linear() {
    return new Kernel(new ProductForm.Linear());
  }

  /**
   * k(x, y) = (γ xᵀy + c)^p.
   *
   * @param degree p, from 1 to 16
   * @param gamma γ > 0
   * @param coef0 c ≥ 0 (a negative one would not be positive semidefinite)
   * @return the kernel
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public static Kernel polynomial(int degree, double gamma, double coef0) {
    return new Kernel(new ProductForm.Polynomial(degree, gamma, coef0));
  }

  /**
   * k(x, y) = exp(−γ‖x−y‖²).
   *
   * @param gamma γ > 0
   * @return the kernel
   * @throws IllegalArgumentException if γ is not a finite number above 0
   */
  public static Kernel rbf(double gamma) {
    return new Kernel(new ProductForm.Rbf(gamma));
  }

  /**
   * An RBF kernel as wide as the rows are apart: γ = 1/(2 m²), m the median distance between two
   * rows. At most 1000 rows, evenly spread over the matrix, are looked at.
   *
   * @param rows n × d, finite, only read
   * @return the kernel
   * @throws BadDataException if there are fewer than two rows, or half of the pairs are equal
   */
  public static Kernel rbfMedian(DMatrixRMaj rows) {
    double median = MedianDistance.euclidean(rows);
    return rbf(1 / (2 * median * median));
  }

  /**
   * k(x, y) = exp(−γ‖x−y‖₁), the sum of absolute differences.
   *
   * @param gamma γ > 0
   * @return the kernel
   * @throws IllegalArgumentException if γ is not a finite number above 0
   */
  public static Kernel laplacian(double gamma) {
    return new Kernel(new SumForm.Laplacian(gamma));
  }

  /**
   * A Laplacian kernel as wide as the rows are apart: γ = 1/m, m the median of ‖x−y‖₁; rows as in
   * {@link #rbfMedian}.
   *
   * @param rows n × d, finite, only read
   * @return the kernel
   * @throws BadDataException as for {@link #rbfMedian}
   */
  public static Kernel laplacianMedian(DMatrixRMaj rows) {
    return laplacian(1 / MedianDistance.absolute(rows));
  }

  /**
   * k(x, y) = tanh(γ xᵀy + c). Not positive semidefinite in general: a fit may need a larger ridge.
   *
   * @param gamma γ > 0
   * @param coef0 c
   * @return the kernel
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public static Kernel sigmoid(double gamma, double coef0) {
    return new Kernel(new ProductForm.Sigmoid(gamma, coef0));
  }

  /**
   * k(x, y) = exp(−γ Σ (x_j−y_j)²/(x_j+y_j)), for histograms and other rows without negative
   * values.
   *
   * @param gamma γ > 0
   * @return the kernel
   * @throws IllegalArgumentException if γ is not a finite number above 0
   */
  public static Kernel chiSquare(double gamma) {
    return new Kernel(new SumForm.ChiSquare(gamma));
  }

  /**
   * Reads the text form, as {@link #toString} writes it. Left out: {@code coef0} is 1 for the
   * polynomial and 0 for the sigmoid, {@code degree} is 2, {@code gamma} is 1 but must be given for
   * RBF and Laplacian.
   *
   * @param text say {@code rbf:gamma=0.01}
   * @return the kernel
   * @throws BadDataException if the text is not of that form
   */
  public static Kernel parse(String text) {
    return KernelText.parse(text, null);
  }

  /**
   * The same where rows are at hand: {@code gamma=median}, or no gamma, of an RBF or Laplacian is
   * that of {@link #rbfMedian} or {@link #laplacianMedian}.
   *
   * @param text say {@code rbf}
   * @param rows n × d, finite, only read
   * @return the kernel, with its gamma as a number
   * @throws BadDataException if the text is not of that form, or as for {@link #rbfMedian}
   */
  public static Kernel parse(String text, DMatrixRMaj rows) {
    return KernelText.parse(text, Objects.requireNonNull(rows, "rows"));
  }

  /**
   * The Gram matrix of rows, K_ij = k(x_i, x_j).
   *
   * <p>One half is computed and mirrored ({@link ml.tacit.matrix.RowPanels}), so K is symmetric to
   * the last bit. Equal rows have exactly k = 1 with an RBF, Laplacian or chi-square kernel.
   *
   * @param rows n × d, finite, only read
   * @return n × n, fresh
   * @throws BadDataException if a value is not finite (or negative, for the chi-square), or there
   *     are more than 20,000 rows
   */
  public DMatrixRMaj gram(DMatrixRMaj rows) {
    GramSize.require(rows.numRows);
    return reference(rows).panels().gram(form.measure(), form::apply);
  }

  /**
   * The kernel between rows and others, K_ij = k(x_i, y_j). A row has the same bits alone and in
   * any block.
   *
   * @param rows n × d, finite, only read
   * @param others m × d, finite, only read
   * @return n × m, fresh
   * @throws BadDataException if a value is not finite (or negative, for the chi-square) or the
   *     columns differ in number
   */
  public DMatrixRMaj between(DMatrixRMaj rows, DMatrixRMaj others) {
    return between(rows, reference(others));
  }

  /** {@link #between} for others that are kept: what can be computed beforehand is. */
  DMatrixRMaj between(DMatrixRMaj rows, Reference others) {
    Matrices.requireColumns(rows, others.columns());
    form.check(rows);
    return others.panels().between(rows, form.measure(), form::apply);
  }

  Reference reference(DMatrixRMaj others) {
    form.check(others);
    return Reference.of(others, isShiftInvariant());
  }

  /** Whether k(x+s, y+s) = k(x, y), so that rows may be centred first, which spares digits. */
  boolean isShiftInvariant() {
    return form instanceof ProductForm.Rbf || form instanceof SumForm.Laplacian;
  }

  KernelForm form() {
    return form;
  }

  /**
   * The text form, which {@link #parse} reads; numbers to the last digit.
   *
   * @return say {@code rbf:gamma=0.01}
   */
  @Override
  public String toString() {
    return form.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Kernel kernel && kernel.form.equals(form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }
}
