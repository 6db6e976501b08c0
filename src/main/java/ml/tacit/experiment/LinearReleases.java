package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * Raw rows and linear methods that hide one label and keep another.
 *
 * @param keep the label to keep
 * @param hide the label to hide
 * @param methods in the order of the table
 */
record LinearReleases(String keep, String hide, List<Method> methods) implements Releases {

  /**
   * A method.
   *
   * @param name as printed
   * @param trainer null for the raw rows
   * @param given whether the label to keep is the given one
   */
  record Method(String name, Trainer trainer, boolean given) {
    Method(String name, Trainer trainer) {
      this(name, trainer, false);
    }
  }

  static final Method RAW = new Method("raw", null);

  @Override
  public List<String> names() {
    return methods.stream().map(Method::name).toList();
  }

  @Override
  public Fitted of(Rows rows, int seed) {
    LabelledRows fit = rows.fit();
    ScatterSnapshot scatter =
        new Scatter(fit.features().size(), keep, hide)
            .accept(fit.rows(), fit.label(keep), fit.label(hide))
            .snapshot();
    List<Released> released = new ArrayList<>();
    for (Method method : methods) {
      AffineMap map = null;
      if (method.trainer() != null) {
        Roles roles = Roles.keep(keep).withHide(hide).withGiven(method.given() ? keep : null);
        map = method.trainer().fit(scatter, roles).map();
      }
      released.add(new Released(method.name(), "", release(map, rows)));
    }
    return new Fitted(released, List.of());
  }

  static AuditRows release(AffineMap map, Rows rows) {
    return new AuditRows(release(map, rows.learn()), release(map, rows.test()));
  }

  private static LabelledRows release(AffineMap map, LabelledRows rows) {
    return map == null ? rows : withRows(rows, map.apply(rows.rows()));
  }

  /** The labels of rows beside other numbers. */
  static LabelledRows withRows(LabelledRows rows, DMatrixRMaj numbers) {
    List<String> names = IntStream.range(0, numbers.numCols).mapToObj(j -> "y" + j).toList();
    return rows.withRows(names, numbers);
  }
}
