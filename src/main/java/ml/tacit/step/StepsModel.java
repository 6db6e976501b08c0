package ml.tacit.step;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Resolution;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted plan: the steps of a release, wired one after the other.
 *
 * <p>Immutable and thread-safe. Eigenvalues and ridge are those of no linear method: none, and 0.
 */
public final class StepsModel implements Model {
  private static final String METHOD = "steps";

  /** Beyond so many different rows nobody counts them. */
  private static final double MOST = 1e15;

  private final Steps plan;
  private final Roles roles;
  private final List<String> inputs;
  private final List<Step> steps;
  private final List<Column> outputs;
  private final long rowsSeen;
  private final Map<String, List<String>> classes;
  private final Resolution resolution;

  private StepsModel(Steps plan, Flow flow) {
    LabelledRows data = flow.data();
    this.plan = plan;
    this.roles = flow.roles();
    this.inputs = data.features();
    this.steps = flow.steps();
    this.outputs = flow.outputs();
    this.rowsSeen = data.size();
    Map<String, List<String>> names = new LinkedHashMap<>();
    roles.labels().forEach(label -> names.put(label, data.label(label).classes()));
    this.classes = Collections.unmodifiableMap(names); // a copy would have another order each time
    this.resolution = Resolution.of(data.rows(), flow.outputValues());
  }

  static StepsModel of(Steps plan, Flow flow) {
    return new StepsModel(plan, flow);
  }

  /**
   * The plan that was fitted.
   *
   * @return the plan
   */
  public Steps plan() {
    return plan;
  }

  @Override
  public String method() {
    return METHOD;
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
  public List<Step> steps() {
    return steps;
  }

  @Override
  public List<String> outputNames() {
    return outputs.stream().map(Column::name).toList();
  }

  @Override
  public Map<String, List<String>> outputLevels() {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    outputs.stream().filter(Column::isCode).forEach(c -> levels.put(c.name(), c.levels()));
    return Collections.unmodifiableMap(levels);
  }

  /** The product of the numbers of codes, where every output is one; of centres, their number. */
  @Override
  public OptionalLong distinctRows() {
    if (outputs.stream().allMatch(column -> column.kind() == Column.Kind.CENTRE)) {
      return OptionalLong.of(outputs.get(0).levels().size());
    }
    double product =
        outputs.stream()
            .mapToDouble(column -> column.isCode() ? column.levels().size() : Double.NaN)
            .reduce(1, (a, b) -> a * b);
    return product <= MOST ? OptionalLong.of((long) product) : OptionalLong.empty();
  }

  @Override
  public boolean keepsColumns() {
    return outputNames().equals(inputs);
  }

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double[] eigenvalues() {
    return new double[0];
  }

  /** Nothing is measured: a plan does not project. */
  @Override
  public Removed removed() {
    return new Removed(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
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

  @Override
  public Model withRoles(Roles named) {
    if (!named.equals(roles)) {
      throw new BadDataException("roles: " + named + ", the plan was fitted with " + roles);
    }
    return this;
  }

  @Override
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return new ChainMap(steps).apply(rows);
  }

  @Override
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
