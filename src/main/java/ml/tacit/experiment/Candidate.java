package ml.tacit.experiment;

import java.util.List;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.Trainer;

/**
 * A release to compare: a method with the settings of the experiment, which were chosen before any
 * test row was looked at.
 *
 * @param name as printed
 * @param trainer the method, or null for the raw rows
 * @param given whether the label to keep is the given one
 */
record Candidate(String name, Trainer trainer, boolean given) {
  private static final double RIDGE = 1;

  /** Components of the compressing methods: one less than HAR's six activities. */
  private static final int COMPONENTS = 5;

  static List<Candidate> all() {
    return List.of(
        new Candidate("raw", null, false),
        new Candidate("rdca", Rdca.ridge(RIDGE), false),
        new Candidate("rdca given", Rdca.ridge(RIDGE), true),
        new Candidate("dca", Dca.ridge(RIDGE), false),
        new Candidate("duca", Duca.ridge(RIDGE).components(COMPONENTS), false),
        new Candidate("ruca", Ruca.ridge(RIDGE).price(10), false),
        new Candidate("mdr", Mdr.ridge(RIDGE), false),
        new Candidate("pca", Pca.components(COMPONENTS), false));
  }

  /** The two that answer the main question. */
  static List<Candidate> quick() {
    return all().subList(0, 2);
  }

  AffineMap fit(ScatterSnapshot rows, String keep, String hide) {
    Roles roles = new Roles(List.of(keep), List.of(hide), given ? keep : null);
    return trainer.fit(rows, roles).map();
  }
}
