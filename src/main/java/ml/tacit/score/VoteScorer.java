package ml.tacit.score;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The mean of the calibrated log-probabilities of a multi-kernel discriminant, RBF and Laplacian
 * kernel ridge and logistic regression, calibrated once more. All members look at the same kernel
 * values, so the vote costs little more than the discriminant. On rows held out the mean is as good
 * as a majority (UCI HAR 96.06 and 96.03 % right, Adult 85.36 and 85.33), and it is a score.
 *
 * @param kernels the discriminant, whose first two kernels vote alone, too
 * @param logistic the linear member
 */
record VoteScorer(MultiKernelScorer kernels, LogisticScorer logistic) implements Scorer {
  static final VoteScorer USUAL = new VoteScorer(MultiKernelScorer.USUAL, LogisticScorer.USUAL);

  private static final int ALONE = 2;
  private static final double SHARE = 1.0 / (ALONE + 2);

  @Override
  public String name() {
    return "vote";
  }

  @Override
  public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
    KernelFits fits = KernelFits.of(kernels.kernels(), kernels.landmarks(), rows, labels, seed);
    Prepared prepared = fits.prepared();
    List<KernelRidge> ridges = fits.ridges();
    Discriminant.Fitted discriminant = Discriminant.fit(ridges, prepared);
    LogisticScorer.Fitted linear = logistic.fit(prepared);

    double share = SHARE * temperature(prepared, ridges, discriminant, linear);
    List<Prepared.Branch> branches = new ArrayList<>();
    for (int m = 0; m < ridges.size(); m++) {
      KernelRidge ridge = ridges.get(m);
      LinearScores scores = discriminant.parts().get(m);
      if (m < ALONE) {
        scores = scores.plus(ridge.scores().times(ridge.temperature().inverse()));
      }
      branches.add(new Prepared.Branch(ridge.kernel(), scores.times(share)));
    }
    branches.add(linear.branch(prepared.targets(), share * linear.temperature().inverse()));
    return prepared.scores(branches.toArray(Prepared.Branch[]::new));
  }

  /** The factor by which the mean of the members is calibrated, on rows that none was fitted to. */
  private static double temperature(
      Prepared prepared,
      List<KernelRidge> ridges,
      Discriminant.Fitted discriminant,
      LogisticScorer.Fitted linear) {
    int[] places = prepared.held().heldPlaces();
    int k = prepared.targets().count();
    DMatrixRMaj mean = new DMatrixRMaj(places.length, k);
    int[] codes = prepared.codes(prepared.held().heldRows());
    for (int i = 0; i < places.length; i++) {
      for (int c = 0; c < k; c++) {
        int at = places[i] * k + c;
        double sum = discriminant.held().data[at] * discriminant.temperature().inverse();
        for (int m = 0; m < ALONE; m++) {
          sum += ridges.get(m).held().data[at] * ridges.get(m).temperature().inverse();
        }
        sum += linear.held().data[i * k + c] * linear.temperature().inverse();
        mean.data[i * k + c] = SHARE * sum;
      }
    }
    return Temperature.of(mean, codes).inverse();
  }
}
