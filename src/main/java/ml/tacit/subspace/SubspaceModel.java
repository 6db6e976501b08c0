package ml.tacit.subspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted method: the affine map, and what is known about it.
 *
 * <p>Immutable and thread-safe.
 */
public final class SubspaceModel {
  private final String method;
  private final AffineMap map;
  private final Roles roles;
  private final double ridge;
  private final double[] eigenvalues;
  private final Removed removed;
  private final long rowsSeen;
  private final Map<String, List<String>> classes;

  private SubspaceModel(
      String method,
      AffineMap map,
      Roles roles,
      double ridge,
      double[] eigenvalues,
      Removed removed,
      long rowsSeen,
      Map<String, List<String>> classes) {
    this.method = method;
    this.map = map;
    this.roles = roles;
    this.ridge = ridge;
    this.eigenvalues = eigenvalues;
    this.removed = removed;
    this.rowsSeen = rowsSeen;
    this.classes = classes;
  }

  static SubspaceModel of(
      String method,
      AffineMap map,
      ScatterSnapshot rows,
      Roles roles,
      double ridge,
      double[] eigenvalues,
      Removed removed) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (String label : rows.labelNames()) {
      classes.put(label, rows.classes(label));
    }
    return new SubspaceModel(
        method,
        map,
        roles,
        ridge,
        eigenvalues.clone(),
        removed,
        rows.count(),
        Collections.unmodifiableMap(classes));
  }

  /**
   * A model of a method that is fitted elsewhere, say in the feature space of a kernel.
   *
   * @param method the name of the method
   * @param map the affine map
   * @param roles the labels that were kept and hidden
   * @param ridge ρ
   * @param eigenvalues descending; copied
   * @param removed what the map takes away on the fitted rows
   * @param rowsSeen number of rows fitted to
   * @param classes class names by label; copied
   * @return the model
   */
  public static SubspaceModel of(
      String method,
      AffineMap map,
      Roles roles,
      double ridge,
      double[] eigenvalues,
      Removed removed,
      long rowsSeen,
      Map<String, List<String>> classes) {
    return new SubspaceModel(
        method,
        map,
        roles,
        ridge,
        eigenvalues.clone(),
        removed,
        rowsSeen,
        Collections.unmodifiableMap(new LinkedHashMap<>(classes)));
  }

  /**
   * The same model under another name: DCA on the features of a kernel, say, is {@code kdca}.
   *
   * @param other the name
   * @return the model
   */
  public SubspaceModel named(String other) {
    return new SubspaceModel(other, map, roles, ridge, eigenvalues, removed, rowsSeen, classes);
  }

  /** The same fit as seen from other inputs, with what that map removes. */
  SubspaceModel withMap(AffineMap newMap, Removed newRemoved) {
    return new SubspaceModel(
        method, newMap, roles, ridge, eigenvalues, newRemoved, rowsSeen, classes);
  }

  /**
   * The name of the method.
   *
   * @return the name, as the command line spells it
   */
  public String method() {
    return method;
  }

  /**
   * The affine map y = A x + b.
   *
   * @return the map
   */
  public AffineMap map() {
    return map;
  }

  /**
   * Whether the outputs are the input columns, changed, rather than components.
   *
   * @return true for erasure in its column form
   */
  public boolean keepsColumns() {
    return map.isRemoval();
  }

  /**
   * The labels that were kept and hidden.
   *
   * @return the roles
   */
  public Roles roles() {
    return roles;
  }

  /**
   * The ridge ρ in absolute terms.
   *
   * @return ρ, 0 where the method has none
   */
  public double ridge() {
    return ridge;
  }

  /**
   * The eigenvalues of the method's pencil that belong to the signal, descending: for DCA and RDCA
   * the discriminant eigenvalues, in [0, 1); for PCA those of the total scatter.
   *
   * @return a fresh array
   */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /**
   * The sum of the eigenvalues: for DCA and RDCA the discriminant information tr((S̄+ρI)⁻¹S_B).
   *
   * @return the sum
   */
  public double discriminantInformation() {
    double sum = 0;
    for (double value : eigenvalues) {
      sum += value;
    }
    return sum;
  }

  /**
   * What the map took away, on the fitted rows.
   *
   * @return the measurements
   */
  public Removed removed() {
    return removed;
  }

  /**
   * Number of rows fitted to.
   *
   * @return n
   */
  public long rowsSeen() {
    return rowsSeen;
  }

  /**
   * Class names of the labels that the fitted rows carried.
   *
   * @return class names by label, immutable
   */
  public Map<String, List<String>> classes() {
    return classes;
  }

  /**
   * Applies the map to rows; see {@link AffineMap#apply(DMatrixRMaj)}.
   *
   * @param rows n × d, only read
   * @return n × m, fresh
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return map.apply(rows);
  }

  /**
   * Applies the map to one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return m numbers, fresh
   */
  public double[] transform(double[] row) {
    return map.apply(row);
  }
}
