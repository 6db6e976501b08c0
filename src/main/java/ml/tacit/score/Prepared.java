package ml.tacit.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.Scaling;
import ml.tacit.kernel.SideBySideMap;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows ready for several learners: standardised, and which of them are left out together.
 *
 * @param scaling the standardisation
 * @param rows n × d, standardised
 * @param targets their classes
 * @param held blocks left out to choose settings and temperatures
 */
record Prepared(AffineMap scaling, DMatrixRMaj rows, Targets targets, HeldBlocks held) {
  /** Rows that settings are chosen on, about. */
  private static final int HELD_ROWS = 8192;

  static Prepared of(DMatrixRMaj rows, Labels labels) {
    Targets targets = Targets.of(rows, labels);
    AffineMap scaling = Scaling.of(rows);
    return new Prepared(scaling, scaling.apply(rows), targets, HeldBlocks.of(targets, HELD_ROWS));
  }

  /** Codes of some rows. */
  int[] codes(int[] chosen) {
    return Arrays.stream(chosen).map(row -> targets.codes()[row]).toArray();
  }

  /** Codes of the rows of the held blocks, in their order. */
  int[] heldCodes() {
    return codes(held.rows());
  }

  /**
   * Scores of standardised rows.
   *
   * @param features what is computed of a standardised row
   * @param scores what is made of it
   */
  record Branch(Step features, LinearScores scores) {}

  /** The sum of the branches as one step from raw rows: features side by side, one product. */
  FeatureScores scores(Branch... branches) {
    List<Step> features = Arrays.stream(branches).map(Branch::features).toList();
    LinearScores sum = LinearScores.beside(Arrays.stream(branches).map(Branch::scores).toList());
    List<Step> steps = new ArrayList<>();
    steps.add(scaling);
    steps.add(features.size() == 1 ? features.get(0) : new SideBySideMap(features));
    steps.add(targets.readout(sum));
    return new FeatureScores(new ChainMap(steps));
  }
}
