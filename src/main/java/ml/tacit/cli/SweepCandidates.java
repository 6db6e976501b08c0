package ml.tacit.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;

/**
 * What {@code --sweep} compares: methods, components, ridges and prices. Fixed here, before any
 * rows are looked at; baselines that ignore both labels stand last.
 */
final class SweepCandidates {
  private static final Ridge MORE = Ridge.relative(0.01);

  private SweepCandidates() {}

  /**
   * A release to compare.
   *
   * @param given whether within each class of the label to keep
   */
  record Candidate(Trainer trainer, boolean given) {}

  /**
   * By name.
   *
   * @param classes of the label to keep
   * @param features of the rows
   */
  static Map<String, Candidate> of(int classes, int features) {
    int most = Math.min(classes - 1, features);
    Map<String, Candidate> all = new LinkedHashMap<>();
    all.put("rdca", new Candidate(Rdca.ridge(Ridge.DEFAULT), false));
    all.put("rdca, ridge 1 %", new Candidate(Rdca.ridge(MORE), false));
    all.put("rdca given", new Candidate(Rdca.ridge(Ridge.DEFAULT), true));
    for (int k = most; k >= 1; k = k > 3 ? k / 2 : k - 1) {
      all.put("dca, " + k, plain(new Dca(Ridge.DEFAULT, k, 0)));
    }
    all.put("dca, " + most + ", ridge 1 %", plain(new Dca(MORE, most, 0)));
    for (double beta : new double[] {1, 10}) {
      all.put("duca, beta " + (int) beta, plain(new Duca(Ridge.DEFAULT, 1, beta, most)));
    }
    for (double price : new double[] {1, 10, 100}) {
      all.put("ruca, price " + (int) price, plain(new Ruca(Ridge.DEFAULT, price, most)));
    }
    all.put("mdr", plain(new Mdr(MORE, most)));
    all.put("pca, " + most, plain(Pca.components(most)));
    all.put("random, " + most, plain(new RandomProjection(most, 1)));
    return all;
  }

  private static Candidate plain(Trainer trainer) {
    return new Candidate(trainer, false);
  }
}
