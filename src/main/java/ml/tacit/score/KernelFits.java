package ml.tacit.score;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.kernel.NystromMap;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * A regression per kernel, all on the same landmarks and in the same units: those in which the
 * first kernel says most of the blocks left out.
 *
 * @param prepared the rows in these units
 * @param ridges in the order of the kernels
 */
record KernelFits(Prepared prepared, List<KernelRidge> ridges) {
  private static final int COMPARED = 100;
  private static final int COMPARED_ROWS = 1500;

  /**
   * Fits.
   *
   * @param kernels texts, one at least
   * @param most landmarks at most
   */
  static KernelFits of(List<String> kernels, int most, DMatrixRMaj rows, Labels labels, long seed) {
    Prepared prepared = units(kernels.get(0), most, rows, labels, seed);
    NystromMap landmarks = Landmarks.of(kernels.get(0), most, prepared.rows(), seed);
    List<KernelRidge> ridges = new ArrayList<>();
    ridges.add(KernelRidge.fit(landmarks, prepared));
    for (String kernel : kernels.subList(1, kernels.size())) {
      NystromMap map = landmarks.with(Landmarks.kernel(kernel, prepared.rows()));
      ridges.add(KernelRidge.fit(map, prepared));
    }
    return new KernelFits(prepared, ridges);
  }

  /** The rows in the units in which a kernel says most of the blocks left out. */
  static Prepared units(String kernel, int most, DMatrixRMaj rows, Labels labels, long seed) {
    return bestUnits(kernel, most, Prepared.candidates(rows, labels), seed);
  }

  /** Compared on few landmarks and rows, which tell units apart as well as many. */
  private static Prepared bestUnits(String kernel, int most, List<Prepared> candidates, long seed) {
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    Prepared best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Prepared candidate : candidates) {
      Prepared few = candidate.thinned(COMPARED_ROWS);
      NystromMap map = Landmarks.of(kernel, Math.min(most, COMPARED), few.rows(), seed);
      double loss = KernelRidge.fit(map, few).temperature().loss();
      if (loss < least) {
        least = loss;
        best = candidate;
      }
    }
    return best;
  }
}
