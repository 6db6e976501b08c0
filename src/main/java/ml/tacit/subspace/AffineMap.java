package ml.tacit.subspace;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * The affine release y = A (x − m) + c that every linear method ends as.
 *
 * <p>A is kept in one of two forms: <em>dense</em> (m × d), or <em>thin</em>, A = diag(s) − L Rᵀ
 * with L and R of size d × r, which holds scaling (r = 0), erasure (s = 1) and all their
 * compositions in 2dr instead of d² numbers and operations per row.
 *
 * <p>The centre m is subtracted before anything is multiplied, so that an offset common to all rows
 * costs no digits. A column with s = 1 and c = m takes x itself, not (x − m) + m.
 *
 * <p>A row gives the same bits alone, in a block, and in any block. NaN and infinities travel as
 * IEEE arithmetic has it. Immutable and thread-safe; matrices and arrays handed in are copied,
 * those handed out are fresh.
 */
public final class AffineMap implements Step {
  private final int inputs;
  private final int outputs;
  private final double[] centre;
  private final double[] offset;

  /** Dense form: Aᵀ, d × m, so that a row product runs along memory; null in thin form. */
  private final DMatrixRMaj transposed;

  /** Thin form: s, R (d × r) and −Lᵀ (r × d); null in dense form. */
  private final double[] diagonal;

  private final DMatrixRMaj right;
  private final DMatrixRMaj minusLeftTransposed;

  /** Whether m is zero: nothing need be subtracted. */
  private final boolean isCentredAtZero;

  private AffineMap(
      double[] centre,
      double[] offset,
      DMatrixRMaj transposed,
      double[] diagonal,
      DMatrixRMaj right,
      DMatrixRMaj minusLeftTransposed) {
    this.inputs = transposed != null ? transposed.numRows : diagonal.length;
    this.outputs = offset.length;
    this.centre = centre == null ? new double[inputs] : centre;
    this.offset = offset;
    this.isCentredAtZero = Arrays.stream(this.centre).allMatch(m -> m == 0);
    this.transposed = transposed;
    this.diagonal = diagonal;
    this.right = right;
    this.minusLeftTransposed = minusLeftTransposed;
  }

  /**
   * The map y = A x + c, of centre 0.
   *
   * @param a m × d
   * @param offset c, m numbers
   * @return the map, in dense form
   * @throws IllegalArgumentException if the sizes differ
   */
  public static AffineMap dense(DMatrixRMaj a, double[] offset) {
    requireSize("offset", offset.length, a.numRows);
    return new AffineMap(null, offset.clone(), Dense.transpose(a), null, null, null);
  }

  /**
   * The map y = diag(s) x − L Rᵀ x + c, of centre 0.
   *
   * @param diagonal s, d numbers
   * @param left L, d × r
   * @param right R, d × r
   * @param offset c, d numbers
   * @return the map, in thin form
   * @throws IllegalArgumentException if the sizes differ
   */
  public static AffineMap thin(
      double[] diagonal, DMatrixRMaj left, DMatrixRMaj right, double[] offset) {
    int d = diagonal.length;
    requireSize("offset", offset.length, d);
    requireSize("rows of left", left.numRows, d);
    requireSize("rows of right", right.numRows, d);
    requireSize("columns of right", right.numCols, left.numCols);
    DMatrixRMaj minusLeft = Dense.transpose(left);
    for (int i = 0; i < minusLeft.data.length; i++) {
      minusLeft.data[i] = -minusLeft.data[i];
    }
    return new AffineMap(null, offset.clone(), null, diagonal.clone(), right.copy(), minusLeft);
  }

  /**
   * The map y = s ∘ x + c, feature by feature, of centre 0.
   *
   * @param scale s, d numbers
   * @param offset c, d numbers
   * @return the map
   */
  public static AffineMap scaling(double[] scale, double[] offset) {
    DMatrixRMaj none = new DMatrixRMaj(scale.length, 0);
    return thin(scale, none, none, offset);
  }

  /**
   * The map y = Wᵀ(x − μ) onto components.
   *
   * @param w d × k, a direction per column; only read
   * @param mean μ, d numbers; copied
   * @return the map
   * @throws IllegalArgumentException if the sizes differ
   */
  public static AffineMap projection(DMatrixRMaj w, double[] mean) {
    return dense(Dense.transpose(w), new double[w.numCols]).withCentre(mean);
  }

  /**
   * The map y = μ + (I − L Rᵀ)(x − μ), which changes only what Rᵀ sees.
   *
   * @param left L, d × r
   * @param right R, d × r
   * @param mean μ, d numbers
   * @return the map
   */
  static AffineMap removal(DMatrixRMaj left, DMatrixRMaj right, double[] mean) {
    double[] ones = new double[mean.length];
    Arrays.fill(ones, 1);
    return thin(ones, left, right, mean).withCentre(mean);
  }

  /**
   * The map y = A (x − m) + c with this map's A and c and another centre.
   *
   * @param newCentre m, d numbers; copied
   * @return the map
   * @throws IllegalArgumentException if the sizes differ
   */
  public AffineMap withCentre(double[] newCentre) {
    requireSize("centre", newCentre.length, inputs);
    return new AffineMap(
        newCentre.clone(), offset, transposed, diagonal, right, minusLeftTransposed);
  }

  /**
   * Number of inputs d.
   *
   * @return d
   */
  public int inputs() {
    return inputs;
  }

  /**
   * Number of outputs m.
   *
   * @return m
   */
  public int outputs() {
    return outputs;
  }

  /**
   * Whether the map is kept as diag(s) − L Rᵀ.
   *
   * @return true for thin, false for dense
   */
  public boolean isThin() {
    return transposed == null;
  }

  /**
   * A, written out.
   *
   * @return m × d
   */
  public DMatrixRMaj matrix() {
    if (!isThin()) {
      return Dense.transpose(transposed);
    }
    DMatrixRMaj a = Dense.multiplyTransposedA(minusLeftTransposed, Dense.transpose(right));
    for (int i = 0; i < inputs; i++) {
      a.add(i, i, diagonal[i]);
    }
    return a;
  }

  /**
   * The centre m.
   *
   * @return d numbers, fresh
   */
  public double[] centre() {
    return centre.clone();
  }

  /**
   * The offset c: where the centre goes.
   *
   * @return m numbers, fresh
   */
  public double[] offset() {
    return offset.clone();
  }

  /**
   * s of the thin form.
   *
   * @return d numbers
   * @throws IllegalStateException in dense form
   */
  public double[] diagonal() {
    requireThin();
    return diagonal.clone();
  }

  /**
   * L of the thin form.
   *
   * @return d × r
   * @throws IllegalStateException in dense form
   */
  public DMatrixRMaj left() {
    requireThin();
    DMatrixRMaj left = Dense.transpose(minusLeftTransposed);
    for (int i = 0; i < left.data.length; i++) {
      left.data[i] = -left.data[i];
    }
    return left;
  }

  /**
   * R of the thin form.
   *
   * @return d × r
   * @throws IllegalStateException in dense form
   */
  public DMatrixRMaj right() {
    requireThin();
    return right.copy();
  }

  /**
   * Applies the map to rows.
   *
   * @param rows n × d, only read
   * @return n × m, fresh
   * @throws IllegalArgumentException if the rows do not have d columns
   */
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    requireSize("columns of rows", rows.numCols, inputs);
    DMatrixRMaj result = isThin() ? scaled(rows) : repeated(offset, rows.numRows);
    if (!isThin()) {
      Dense.addProduct(centred(rows), transposed, result);
    } else if (right.numCols > 0) {
      Dense.addProduct(Dense.multiply(centred(rows), right), minusLeftTransposed, result);
    }
    return result;
  }

  /** s ∘ (x − m) + c. */
  private DMatrixRMaj scaled(DMatrixRMaj rows) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs);
    for (int at = 0, j = 0; at < result.data.length; at++, j = j + 1 == outputs ? 0 : j + 1) {
      double x = rows.data[at];
      result.data[at] =
          centre[j] != 0 && diagonal[j] == 1 && offset[j] == centre[j]
              ? x
              : diagonal[j] * (x - centre[j]) + offset[j];
    }
    return result;
  }

  private static DMatrixRMaj repeated(double[] row, int n) {
    DMatrixRMaj result = new DMatrixRMaj(n, row.length);
    for (int i = 0; i < n; i++) {
      System.arraycopy(row, 0, result.data, i * row.length, row.length);
    }
    return result;
  }

  private DMatrixRMaj centred(DMatrixRMaj rows) {
    if (isCentredAtZero) {
      return rows;
    }
    DMatrixRMaj centred = new DMatrixRMaj(rows.numRows, inputs);
    for (int at = 0, j = 0; at < centred.data.length; at++, j = j + 1 == inputs ? 0 : j + 1) {
      centred.data[at] = rows.data[at] - centre[j];
    }
    return centred;
  }

  /**
   * Applies the map to one row.
   *
   * @param row d numbers, only read
   * @return m numbers, fresh; the same bits as in {@link #apply(DMatrixRMaj)}
   * @throws IllegalArgumentException if the row does not have d numbers
   */
  public double[] apply(double[] row) {
    requireSize("row", row.length, inputs);
    return apply(DMatrixRMaj.wrap(1, inputs, row)).data;
  }

  /**
   * This map followed by another: x ↦ next(this(x)), thin where both are and that is smaller.
   *
   * @param next takes as many inputs as this has outputs
   * @return the composed map
   * @throws IllegalArgumentException if the sizes differ
   */
  public AffineMap then(AffineMap next) {
    requireSize("inputs of next", next.inputs, outputs);
    double[] composedOffset = next.apply(offset);
    if (!isThin() || !next.isThin() || 2 * (right.numCols + next.right.numCols) >= inputs) {
      return dense(Dense.multiply(next.matrix(), matrix()), composedOffset).withCentre(centre);
    }
    // (D₂−L₂R₂ᵀ)(D₁−L₁R₁ᵀ) = D₂D₁ − L₂(D₁R₂)ᵀ − (D₂L₁ − L₂R₂ᵀL₁) R₁ᵀ
    DMatrixRMaj inner = left();
    DMatrixRMaj crossed = Dense.multiply(next.left(), Dense.multiplyTransposedA(next.right, inner));
    DMatrixRMaj secondLeft = scaleRows(next.diagonal, inner);
    for (int i = 0; i < secondLeft.data.length; i++) {
      secondLeft.data[i] -= crossed.data[i];
    }
    double[] product = new double[inputs];
    Arrays.setAll(product, i -> next.diagonal[i] * diagonal[i]);
    return thin(
            product,
            beside(next.left(), secondLeft),
            beside(scaleRows(diagonal, next.right), right),
            composedOffset)
        .withCentre(centre);
  }

  /** The same map without centre and offset: y = A x. */
  AffineMap linear() {
    return new AffineMap(
        null, new double[outputs], transposed, diagonal, right, minusLeftTransposed);
  }

  /** Whether the map is I − L Rᵀ plus an offset, but for columns that become constants (s = 0). */
  boolean isRemoval() {
    return isThin() && Arrays.stream(diagonal).allMatch(s -> s == 1 || s == 0);
  }

  static DMatrixRMaj scaleRows(double[] scale, DMatrixRMaj a) {
    DMatrixRMaj scaled = a.copy();
    for (int i = 0; i < scaled.data.length; i++) {
      scaled.data[i] *= scale[i / a.numCols];
    }
    return scaled;
  }

  /** The columns of both, a's first. */
  static DMatrixRMaj beside(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj both = new DMatrixRMaj(a.numRows, a.numCols + b.numCols);
    for (int i = 0; i < a.numRows; i++) {
      System.arraycopy(a.data, i * a.numCols, both.data, i * both.numCols, a.numCols);
      System.arraycopy(b.data, i * b.numCols, both.data, i * both.numCols + a.numCols, b.numCols);
    }
    return both;
  }

  private void requireThin() {
    if (!isThin()) {
      throw new IllegalStateException("the map is kept in dense form; use matrix()");
    }
  }

  private static void requireSize(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(what + ": " + found + ", " + expected + " is expected");
    }
  }
}
