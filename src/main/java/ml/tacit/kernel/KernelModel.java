package ml.tacit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Resolution;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A method fitted in the feature space of a kernel, or of several: rows to features, and the model
 * after them. Ridge, eigenvalues and what was removed are those of the feature space.
 *
 * <p>An exact one <b>contains the training rows</b>, and {@link #warnings} say so. Immutable and
 * thread-safe; arrays and matrices returned are fresh.
 */
public final class KernelModel implements Model {
  private final String method;
  private final List<String> inputs;
  private final FeatureMap features;
  private final Model linear;
  private final Extras extras;

  /** What only some fits have; NaN or null where not. */
  private record Extras(
      double ridgeRelative,
      KernelWeights weights,
      DMatrixRMaj leaveOneOut,
      Resolution resolution) {}

  private KernelModel(
      String method, List<String> inputs, FeatureMap features, Model linear, Extras extras) {
    int first = linear.steps().get(0).inputs();
    if (features.outputs() != first) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "features: %d, the model after them takes %d",
              features.outputs(),
              first));
    }
    this.method = method;
    this.inputs = inputs;
    this.features = features;
    this.linear = linear;
    this.extras = extras;
  }

  /**
   * A model after features, for a fit of the caller's own: a {@link ml.tacit.subspace.Scatter} of
   * features and any {@link ml.tacit.subspace.Trainer}.
   *
   * @param features rows to features
   * @param linear features to outputs
   * @return the model; its columns have no names
   * @throws BadDataException if the linear model takes another number of features
   */
  public static KernelModel of(FeatureMap features, Model linear) {
    return of(linear.method(), features, linear);
  }

  static KernelModel of(String method, FeatureMap features, Model linear) {
    Resolution outputs =
        Resolution.of(new double[0], List.of(), linear.resolution().outputDeviations());
    return new KernelModel(
        method, List.of(), features, linear, new Extras(Double.NaN, null, null, outputs));
  }

  /** The same with names for its columns. */
  KernelModel withInputs(List<String> names) {
    return new KernelModel(method, List.copyOf(names), features, linear, extras);
  }

  /** The same where another step comes first. */
  KernelModel after(Step step) {
    return new KernelModel(method, inputs, ChainMap.of(step, features), linear, extras);
  }

  /** The same fitted with a ridge, which is remembered as a share where it is one. */
  KernelModel withRidge(Ridge ridge) {
    double share = ridge.relative() ? ridge.amount() : Double.NaN;
    return new KernelModel(
        method,
        inputs,
        features,
        linear,
        new Extras(share, extras.weights(), extras.leaveOneOut(), extras.resolution()));
  }

  /**
   * The same fitted to rows of which this is known.
   *
   * @param columns of the rows as they came, before any step
   * @param outputDeviations of what the whole model makes of them
   */
  KernelModel withResolution(ColumnMeasures columns, double[] outputDeviations) {
    Resolution resolution = Resolution.of(columns.deviations(), columns.grids(), outputDeviations);
    return new KernelModel(
        method,
        inputs,
        features,
        linear,
        new Extras(extras.ridgeRelative(), extras.weights(), extras.leaveOneOut(), resolution));
  }

  KernelModel withLeaveOneOut(DMatrixRMaj scores) {
    return new KernelModel(
        method,
        inputs,
        features,
        linear,
        new Extras(extras.ridgeRelative(), extras.weights(), scores, extras.resolution()));
  }

  /** The same with the weights of its kernels; throws if they are of others. */
  KernelModel withWeights(KernelWeights weights) {
    weights.requireKernels(features.kernels());
    return new KernelModel(
        method,
        inputs,
        features,
        linear,
        new Extras(extras.ridgeRelative(), weights, extras.leaveOneOut(), extras.resolution()));
  }

  /**
   * What comes before the linear model: {@link #steps} without its steps.
   *
   * @return the feature map
   */
  public FeatureMap features() {
    return features;
  }

  /**
   * The weights of a multi-kernel.
   *
   * @return the weights and what they were computed from, or empty for one kernel
   */
  public Optional<KernelWeights> weights() {
    return Optional.ofNullable(extras.weights());
  }

  /**
   * What the other N−1 rows say of each training row: its score by the ridge regression of the
   * class targets that was fitted without it, along the directions of the full fit (the L × L
   * rotation and the class counts are those of all rows, the N × N part is exactly left out).
   *
   * @return N × outputs, or empty unless {@link Kernelized#withLeaveOneOut} was asked for
   */
  public Optional<DMatrixRMaj> leaveOneOutScores() {
    return Optional.ofNullable(extras.leaveOneOut()).map(DMatrixRMaj::copy);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public Roles roles() {
    return linear.roles();
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>(List.of(features));
    steps.addAll(linear.steps());
    return List.copyOf(steps);
  }

  /** Never: the outputs are features of a kernel, or components of them. */
  @Override
  public boolean keepsColumns() {
    return false;
  }

  /** The largest of a multi-kernel's. */
  @Override
  public double ridge() {
    return linear.ridge();
  }

  /** The share of trace(K̄)/N. */
  @Override
  public double ridgeRelative() {
    return extras.ridgeRelative();
  }

  /** Of a multi-kernel output by output: μ_m times the discriminant eigenvalue. */
  @Override
  public double[] eigenvalues() {
    return linear.eigenvalues();
  }

  /**
   * {@inheritDoc} Of a multi-kernel the weighted mean over the kernels; the raw spread of the
   * hidden labels is that of the columns.
   */
  @Override
  public Removed removed() {
    return linear.removed();
  }

  @Override
  public long rowsSeen() {
    return linear.rowsSeen();
  }

  @Override
  public Map<String, List<String>> classes() {
    return linear.classes();
  }

  /** Of the columns as they came; the outputs' deviations are those of the features' statistic. */
  @Override
  public Resolution resolution() {
    return extras.resolution();
  }

  @Override
  public KernelModel withRoles(Roles named) {
    return new KernelModel(method, inputs, features, linear.withRoles(named), extras);
  }

  /**
   * The outputs of rows, a few rows at a time: the features are the wide part.
   *
   * @param rows n × d, finite, only read
   * @return n × outputs, fresh
   * @throws BadDataException if a value is not finite or there are not d columns
   */
  @Override
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return ChainMap.of(steps().toArray(Step[]::new)).apply(rows);
  }

  /**
   * The outputs of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return the outputs, fresh
   * @throws BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  @Override
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
