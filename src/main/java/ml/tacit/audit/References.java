package ml.tacit.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.Plan;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * What a release is measured against: PCA and a random projection of as many columns, fitted to
 * standardised columns of the same fit part. They look at no label and cost nothing to make.
 */
final class References {
  private final Map<String, AuditRows> rows = new LinkedHashMap<>();

  /**
   * Fits the references.
   *
   * @param raw the attackers' rows
   * @param dimension columns of the release; not below those of the rows, there is no reference
   */
  References(FitRows fit, AuditRows raw, int dimension, long seed) {
    if (dimension >= raw.train().features().size()) {
      return;
    }
    // Standardising must not fail: constant columns say nothing and are left out.
    int[] varying = varying(fit.rows().rows());
    if (varying.length <= dimension) {
      return;
    }
    UnaryOperator<DMatrixRMaj> chosen = all -> columns(all, varying);
    DMatrixRMaj fitted = chosen.apply(fit.rows().rows());
    ScatterSnapshot scatter = new Scatter(varying.length).accept(fitted).snapshot();
    Map<String, Trainer> trainers = new LinkedHashMap<>();
    trainers.put("PCA", Pca.components(dimension));
    trainers.put("random projection", new RandomProjection(dimension, seed));
    trainers.forEach(
        (name, trainer) -> {
          AffineMap map = trainer.fit(scatter, Roles.NONE).map();
          UnaryOperator<LabelledRows> release =
              part -> released(part, map.apply(chosen.apply(part.rows())));
          rows.put(name, new AuditRows(release.apply(raw.train()), release.apply(raw.test())));
        });
  }

  /** Adds the attacks on every reference; the answers by its name. */
  Map<String, Supplier<List<Predictions>>> plan(
      Attacks batch, Function<AuditRows, List<Plan>> plans) {
    Map<String, Supplier<List<Predictions>>> answers = new LinkedHashMap<>();
    rows.forEach((name, part) -> answers.put(name, batch.add(plans.apply(part))));
    return answers;
  }

  /** Paired costs of one release, learner by learner. */
  static List<UtilityCost> costs(
      String reference,
      int dimension,
      List<String> names,
      List<Predictions> there,
      List<Predictions> released,
      ClassCodes kept,
      Limits limited) {
    List<UtilityCost> costs = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      boolean[] before = kept.right(there.get(a).codes());
      boolean[] after = kept.right(released.get(a).codes());
      double[] difference =
          IntStream.range(0, before.length)
              .mapToDouble(i -> (before[i] ? 1 : 0) - (after[i] ? 1 : 0))
              .toArray();
      double[] limits = limited.ofMeans(List.of(difference))[0];
      costs.add(
          new UtilityCost(
              reference,
              dimension,
              names.get(a),
              IntStream.range(0, before.length).mapToDouble(i -> before[i] ? 1 : 0).sum()
                  / before.length,
              IntStream.range(0, before.length).mapToDouble(i -> difference[i]).sum()
                  / before.length,
              limits[0],
              limits[1]));
    }
    return costs;
  }

  private static LabelledRows released(LabelledRows part, DMatrixRMaj values) {
    return part.withRows(
        IntStream.range(0, values.numCols).mapToObj(j -> "component " + j).toList(), values);
  }

  private static int[] varying(DMatrixRMaj rows) {
    return IntStream.range(0, rows.numCols)
        .filter(
            j -> IntStream.range(1, rows.numRows).anyMatch(i -> rows.get(i, j) != rows.get(0, j)))
        .toArray();
  }

  private static DMatrixRMaj columns(DMatrixRMaj rows, int[] chosen) {
    DMatrixRMaj picked = new DMatrixRMaj(rows.numRows, chosen.length);
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < chosen.length; j++) {
        picked.data[i * chosen.length + j] = rows.data[i * rows.numCols + chosen[j]];
      }
    }
    return picked;
  }
}
