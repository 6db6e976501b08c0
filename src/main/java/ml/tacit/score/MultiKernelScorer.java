package ml.tacit.score;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A discriminant on several kernels from common landmarks; ridges and temperature by blocks left
 * out.
 *
 * @param kernels their texts
 * @param landmarks how many at most
 */
record MultiKernelScorer(List<String> kernels, int landmarks) implements Scorer {
  static final MultiKernelScorer USUAL =
      new MultiKernelScorer(List.of("rbf", "laplacian", "polynomial:degree=2"), 500);

  @Override
  public String name() {
    return "multikernel";
  }

  @Override
  public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
    KernelFits fits = KernelFits.of(kernels, landmarks, rows, labels, seed);
    List<KernelRidge> ridges = fits.ridges();
    List<LinearScores> parts = Discriminant.fit(ridges, fits.prepared()).parts();
    return fits.prepared()
        .scores(
            IntStream.range(0, parts.size())
                .mapToObj(m -> new Prepared.Branch(ridges.get(m).kernel(), parts.get(m)))
                .toArray(Prepared.Branch[]::new));
  }
}
