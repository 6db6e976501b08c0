package ml.tacit.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/** Steps as they are, which nobody fitted. */
record StepsAsModel(List<Step> steps, Roles roles) implements Model {

  StepsAsModel(Step... steps) {
    this(List.of(steps), Roles.hide("person"));
  }

  @Override
  public String method() {
    return "steps";
  }

  @Override
  public List<String> inputs() {
    return IntStream.range(0, steps.get(0).inputs()).mapToObj(j -> "x" + j).toList();
  }

  @Override
  public boolean keepsColumns() {
    return false;
  }

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double[] eigenvalues() {
    return new double[0];
  }

  @Override
  public Removed removed() {
    return new Removed(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  @Override
  public long rowsSeen() {
    return 0;
  }

  @Override
  public Map<String, List<String>> classes() {
    return Map.of("person", List.of("ann", "bob"));
  }

  @Override
  public Model withRoles(Roles other) {
    return new StepsAsModel(steps, other);
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
