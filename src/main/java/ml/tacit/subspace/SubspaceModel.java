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
public final class SubspaceModel implements Model {
  private final String method;
  private final List<String> inputs;
  private final AffineMap map;
  private final Roles roles;
  private final double ridge;
  private final double ridgeRelative;
  private final double[] eigenvalues;
  private final Removed removed;
  private final long rowsSeen;
  private final Map<String, List<String>> classes;
  private final Resolution resolution;

  private SubspaceModel(
      String method,
      List<String> inputs,
      AffineMap map,
      Roles roles,
      double ridge,
      double ridgeRelative,
      double[] eigenvalues,
      Removed removed,
      long rowsSeen,
      Map<String, List<String>> classes,
      Resolution resolution) {
    this.method = method;
    this.inputs = inputs;
    this.map = map;
    this.roles = roles;
    this.ridge = ridge;
    this.ridgeRelative = ridgeRelative;
    this.eigenvalues = eigenvalues;
    this.removed = removed;
    this.rowsSeen = rowsSeen;
    this.classes = classes;
    this.resolution = resolution;
  }

  static SubspaceModel of(
      String method,
      AffineMap map,
      Roles roles,
      Equilibrated problem,
      double[] eigenvalues,
      Removed removed) {
    ScatterSnapshot rows = problem.raw();
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (String label : rows.labelNames()) {
      classes.put(label, rows.classes(label));
    }
    return new SubspaceModel(
        method,
        rows.features(),
        map,
        roles,
        problem.meanRidge(),
        problem.ridge().relative() ? problem.ridge().amount() : Double.NaN,
        eigenvalues.clone(),
        removed,
        rows.count(),
        Collections.unmodifiableMap(classes),
        Resolution.measure(map, problem));
  }

  /**
   * The model of a method of the caller's own. Names and classes are those of the statistic; what
   * the map removes is measured on it.
   *
   * @param method the name of the method
   * @param map the affine map
   * @param rows the statistic that it was fitted to
   * @param roles the labels that were kept and hidden
   * @param eigenvalues descending; copied
   * @return the model, of no ridge
   */
  public static SubspaceModel of(
      String method, AffineMap map, ScatterSnapshot rows, Roles roles, double[] eigenvalues) {
    return Fitting.model(method, map, eigenvalues, Equilibrated.of(rows, Ridge.absolute(0)), roles);
  }

  /**
   * A model of a method that is fitted elsewhere, say in the feature space of a kernel. Its {@link
   * #resolution} is not known.
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
        List.of(),
        map,
        roles,
        ridge,
        Double.NaN,
        eigenvalues.clone(),
        removed,
        rowsSeen,
        Collections.unmodifiableMap(new LinkedHashMap<>(classes)),
        Resolution.UNKNOWN);
  }

  /** The same fit as seen from other inputs, with what that map removes. */
  SubspaceModel withMap(AffineMap newMap, Removed newRemoved, Resolution newResolution) {
    return new SubspaceModel(
        method,
        inputs,
        newMap,
        roles,
        ridge,
        ridgeRelative,
        eigenvalues,
        newRemoved,
        rowsSeen,
        classes,
        newResolution);
  }

  @Override
  public SubspaceModel withRoles(Roles named) {
    return new SubspaceModel(
        method,
        inputs,
        map,
        named,
        ridge,
        ridgeRelative,
        eigenvalues,
        removed,
        rowsSeen,
        RoleNames.rename(roles, named, classes),
        resolution);
  }

  @Override
  public String method() {
    return method;
  }

  /**
   * The affine map y = A x + b, the only step.
   *
   * @return the map
   */
  public AffineMap map() {
    return map;
  }

  @Override
  public List<Step> steps() {
    return List.of(map);
  }

  @Override
  public boolean keepsColumns() {
    return map.isRemoval();
  }

  @Override
  public Roles roles() {
    return roles;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public double ridge() {
    return ridge;
  }

  @Override
  public double ridgeRelative() {
    return ridgeRelative;
  }

  @Override
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  @Override
  public Removed removed() {
    return removed;
  }

  @Override
  public long rowsSeen() {
    return rowsSeen;
  }

  @Override
  public Map<String, List<String>> classes() {
    return classes;
  }

  @Override
  public Resolution resolution() {
    return resolution;
  }

  /** Applies the map; see {@link AffineMap#apply(DMatrixRMaj)}. */
  @Override
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return map.apply(rows);
  }

  @Override
  public double[] transform(double[] row) {
    return map.apply(row);
  }
}
