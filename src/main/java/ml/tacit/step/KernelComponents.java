package ml.tacit.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.NystromMap;
import ml.tacit.matrix.Dense;
import ml.tacit.score.CrossFit;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Components of kernel DCA (an RBF as wide as rows are apart, on landmarks) for one label.
 *
 * @param step d columns to components
 * @param fresh the components of the fitted rows as fresh rows have them
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, never compared
record KernelComponents(Step step, DMatrixRMaj fresh) {
  private static final String KERNEL = "rbf";

  /**
   * Fits them, once for all plans. Of rows that directions were fitted to, components lie too near
   * to their class mean, so that noise in deviations within classes would be too small. So the rows
   * of each fold are mapped by directions fitted to the others, in the same features, and these
   * components are brought into the coordinates of the fit to all rows by least squares on the rows
   * that both have seen.
   */
  static KernelComponents of(Flow flow, String label, int components) {
    return flow.shared(new Key(label, components), () -> fit(flow, label, components));
  }

  private record Key(String label, int components) {}

  private static KernelComponents fit(Flow flow, String label, int components) {
    LabelledRows data = flow.data();
    Labels labels = data.label(label);
    int most = classes(labels) - 1;
    if (most < 1) {
      throw new BadDataException("steps: label '" + label + "' has one class, two are needed");
    }
    Roles roles = Roles.keep(label).withHide(flow.roles().toHide());
    KernelModel model =
        Kernelized.of(KERNEL, new Dca(Kernelized.RIDGE, Math.min(components, most), 0))
            .withSeed(flow.seed())
            .fit(data, roles);
    ChainMap chain = ChainMap.of(model.steps().toArray(Step[]::new));
    List<Step> made = chain.steps().subList(0, chain.steps().size() - 1);
    DMatrixRMaj features = new ChainMap(made).apply(data.rows());
    DMatrixRMaj seen = chain.steps().get(made.size()).apply(features);
    int p = seen.numCols; // fewer than classes where there are few landmarks

    int folds = Decide.folds(data.size());
    int[] fold = CrossFit.folds(data.size(), labels, flow.cells(label), folds);
    DMatrixRMaj fresh = new DMatrixRMaj(data.size(), p);
    for (int f = 0; f < folds; f++) {
      int part = f;
      int[] asked = IntStream.range(0, fold.length).filter(i -> fold[i] == part).toArray();
      int[] fitted = IntStream.range(0, fold.length).filter(i -> fold[i] != part).toArray();
      if (asked.length > 0) {
        DMatrixRMaj others = Matrices.rows(features, fitted);
        double rho = model.ridge() * fitted.length / data.size();
        AffineMap own = directions(others, labels.select(fitted), p, rho);
        AffineMap into = Alignment.of(own.apply(others), Matrices.rows(seen, fitted));
        DMatrixRMaj aligned = into.apply(own.apply(Matrices.rows(features, asked)));
        for (int i = 0; i < asked.length; i++) {
          System.arraycopy(aligned.data, i * p, fresh.data, asked[i] * p, p);
        }
      }
    }
    return new KernelComponents(joined(chain), fresh);
  }

  private static int classes(Labels labels) {
    return (int) Arrays.stream(labels.counts()).filter(count -> count > 0).count();
  }

  private static AffineMap directions(DMatrixRMaj features, Labels labels, int p, double rho) {
    Scatter scatter = new Scatter(features.numCols, "class").accept(features, labels);
    int components = Math.min(p, classes(labels) - 1);
    return new Dca(Ridge.absolute(rho), components, 0)
        .fit(scatter.snapshot(), Roles.keep("class"))
        .map();
  }

  /** The linear map after landmarks takes their whitening with it: half the work for each row. */
  private static Step joined(ChainMap chain) {
    List<Step> steps = chain.steps();
    int last = steps.size() - 1;
    if (last < 1
        || !(steps.get(last - 1) instanceof NystromMap nystrom)
        || !(steps.get(last) instanceof AffineMap map)) {
      return chain;
    }
    // y = A (Wᵀk − m) + c, k the kernel with each landmark: the centre goes into the offset.
    DMatrixRMaj a = map.matrix();
    double[] zero = map.apply(new double[map.inputs()]);
    DMatrixRMaj whole = Dense.transpose(Dense.multiply(nystrom.whitening(), Dense.transpose(a)));
    Step[] joined = steps.subList(0, last + 1).toArray(Step[]::new);
    joined[last - 1] = nystrom.landmarks();
    joined[last] = AffineMap.dense(whole, zero);
    return ChainMap.of(joined);
  }
}
