package ml.tacit.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.Scaling;
import ml.tacit.kernel.SideBySideMap;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.Labels;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows ready for several learners: in common units, and which of them are left out together.
 *
 * @param scaling to common units
 * @param rows n × d, scaled
 * @param targets their classes
 * @param held blocks left out to choose settings and temperatures
 */
record Prepared(AffineMap scaling, DMatrixRMaj rows, Targets targets, HeldBlocks held) {
  /** Rows that settings are chosen on, about. */
  private static final int HELD_ROWS = 8192;

  /** A column that varies more than so many times the median one would be all that counts. */
  private static final double COMPARABLE = 30;

  /** Deviations nearer to each other than this make no difference. */
  private static final double ALIKE = 1.5;

  /** Standardised, whatever the units. */
  static Prepared of(DMatrixRMaj rows, Labels labels) {
    Targets targets = Targets.of(rows, labels);
    return of(Scaling.of(rows), rows, targets, HeldBlocks.of(targets, HELD_ROWS));
  }

  /**
   * In every unit that makes sense: standardised first; and columns as they are, but for one common
   * unit, where their deviations are comparable. Sensor features of one range lose by being
   * standardised: the noise of a column that hardly changes counts as much as a large change.
   */
  static List<Prepared> candidates(DMatrixRMaj rows, Labels labels) {
    Prepared standardised = of(rows, labels);
    double[] deviations = Standardization.fit(rows).deviation();
    double[] moving = Arrays.stream(deviations).filter(s -> s > 0).sorted().toArray();
    if (moving.length < 2
        || moving[moving.length - 1] > COMPARABLE * moving[moving.length / 2]
        || moving[moving.length - 1] < ALIKE * moving[0]) {
      return List.of(standardised);
    }
    double unit = Standardization.rootMeanSquare(moving);
    double[] scale = Arrays.stream(deviations).map(s -> s > 0 ? 1 / unit : 0).toArray();
    AffineMap common =
        AffineMap.scaling(scale, new double[scale.length])
            .withCentre(standardised.scaling.centre());
    return List.of(standardised, of(common, rows, standardised.targets, standardised.held));
  }

  private static Prepared of(
      AffineMap scaling, DMatrixRMaj rows, Targets targets, HeldBlocks held) {
    return new Prepared(scaling, scaling.apply(rows), targets, held);
  }

  /** The same with every few rows of each class, about so many in all: to compare settings. */
  Prepared thinned(int most) {
    int step = (targets.rows() - 1) / most + 1;
    if (step == 1) {
      return this;
    }
    int[] before = new int[targets.count()];
    int[] some =
        IntStream.range(0, targets.rows())
            .filter(i -> before[targets.codes()[i]]++ % step == 0)
            .toArray();
    int[] counts = Arrays.stream(targets.counts()).map(n -> (n - 1) / step + 1).toArray();
    Targets ofSome = new Targets(targets.present(), codes(some), counts, targets.classes());
    return new Prepared(
        scaling, Landmarks.select(rows, some), ofSome, HeldBlocks.of(ofSome, HELD_ROWS));
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
   * Scores of scaled rows.
   *
   * @param features what is computed of a scaled row
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
