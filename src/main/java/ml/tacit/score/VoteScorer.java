package ml.tacit.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The mean of the calibrated log-probabilities of a multi-kernel discriminant, RBF and Laplacian
 * kernel ridge and logistic regression, calibrated once more. All members look at the same kernel
 * values, so the vote costs little more than the discriminant. On rows held out the mean is as good
 * as a majority (UCI HAR 96.06 and 96.03 % right, Adult 85.36 and 85.33), and it is a score.
 *
 * <p>A member that tells much less than the best of rows held out does not vote: of few rows and
 * many columns landmarks tell little, and would spoil what logistic regression tells. (Those alone
 * that lose least would be too few: on UCI HAR all four are better on later rows.)
 *
 * @param kernels the discriminant, whose first two kernels vote alone, too
 * @param logistic the linear member
 */
record VoteScorer(MultiKernelScorer kernels, LogisticScorer logistic) implements Scorer {
  /**
   * Twice the landmarks that a kernel alone has: a vote looks at each for all its members. On the
   * tuning rows of UCI HAR, five splits of 3,832 fitted rows, 96.27 % right against 96.07.
   */
  static final VoteScorer USUAL =
      new VoteScorer(
          new MultiKernelScorer(MultiKernelScorer.USUAL.kernels(), 1000), LogisticScorer.USUAL);

  /** Kernels that vote alone, too; before them the discriminant votes, behind them the linear. */
  private static final int ALONE = 2;

  private static final int DISCRIMINANT = 0;
  private static final int LINEAR = ALONE + 1;

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
    Voters voters = Voters.of(held(prepared, ridges, discriminant, linear), ridges, prepared);

    double share = voters.share();
    List<Prepared.Branch> branches = new ArrayList<>();
    for (int m = 0; m < ridges.size(); m++) {
      KernelRidge ridge = ridges.get(m);
      List<LinearScores> said = new ArrayList<>();
      if (voters.has(DISCRIMINANT)) {
        said.add(discriminant.parts().get(m));
      }
      if (m < ALONE && voters.has(1 + m)) {
        said.add(ridge.scores().times(ridge.temperature().inverse()));
      }
      said.stream()
          .reduce(LinearScores::plus)
          .ifPresent(sum -> branches.add(new Prepared.Branch(ridge.kernel(), sum.times(share))));
    }
    if (voters.has(LINEAR)) {
      branches.add(linear.branch(prepared.targets(), share * linear.temperature().inverse()));
    }
    return prepared.scores(branches.toArray(Prepared.Branch[]::new));
  }

  @Override
  public VoteScorer settled(DMatrixRMaj rows, Labels labels, long seed) {
    Prepared prepared =
        KernelFits.units(kernels.kernels().get(0), kernels.landmarks(), rows, labels, seed);
    return new VoteScorer(kernels, logistic.settled(prepared));
  }

  /** What each member says, calibrated, of rows that it was not fitted to. */
  private static List<DMatrixRMaj> held(
      Prepared prepared,
      List<KernelRidge> ridges,
      Discriminant.Fitted discriminant,
      LogisticScorer.Fitted linear) {
    int[] places = prepared.held().heldPlaces();
    List<DMatrixRMaj> said = new ArrayList<>();
    said.add(
        times(Landmarks.select(discriminant.held(), places), discriminant.temperature().inverse()));
    for (KernelRidge ridge : ridges.subList(0, ALONE)) {
      said.add(times(Landmarks.select(ridge.held(), places), ridge.temperature().inverse()));
    }
    said.add(times(linear.held().copy(), linear.temperature().inverse()));
    return said;
  }

  private static DMatrixRMaj times(DMatrixRMaj scores, double factor) {
    CommonOps_DDRM.scale(factor, scores);
    return scores;
  }

  /**
   * Who votes.
   *
   * @param members their numbers
   * @param share of each in the sum, which calibrates it
   */
  private record Voters(List<Integer> members, double share) {

    /** Those that gain on the class shares at least half of what the best gains. */
    static Voters of(List<DMatrixRMaj> said, List<KernelRidge> ridges, Prepared prepared) {
      int[] codes = prepared.codes(prepared.held().heldRows());
      List<Integer> all = IntStream.range(0, said.size()).boxed().toList();
      if (codes.length == 0) {
        return new Voters(all, 1.0 / all.size());
      }
      double nothing =
          Arrays.stream(prepared.targets().shares()).map(share -> -share * Math.log(share)).sum();
      double[] gains =
          said.stream().mapToDouble(m -> nothing - Temperature.loss(m, codes, 1)).toArray();
      // What is said of a block by the others shows, faintly, that its class is rarer among them: a
      // discriminant of kernels that tell nothing reads that. It may gain on them, not on nothing.
      double ofKernels =
          ridges.stream()
              .mapToDouble(ridge -> nothing - ridge.temperature().loss())
              .max()
              .orElse(0);
      gains[DISCRIMINANT] = Math.min(gains[DISCRIMINANT], 2 * ofKernels);
      double best = Arrays.stream(gains).max().orElseThrow();
      List<Integer> voters = all.stream().filter(m -> 2 * gains[m] >= best).toList();
      List<Integer> chosen = voters.isEmpty() ? all : voters;
      DMatrixRMaj sum = new DMatrixRMaj(said.get(0).numRows, said.get(0).numCols);
      chosen.forEach(m -> CommonOps_DDRM.addEquals(sum, said.get(m)));
      return new Voters(chosen, Temperature.of(sum, codes).inverse());
    }

    boolean has(int member) {
      return members.contains(member);
    }
  }
}
