package ml.tacit.subspace;

/**
 * A linear method as weights on scatters, which is all that an exact kernel form needs of it: the
 * leading eigenvectors of k·S_B^U + h·ΣS_B^P against ρI + p·ΣS_B^P, and S̄ where that is part of
 * the metric. U is the label to keep, P are those to hide.
 *
 * @param keep k
 * @param hide h, 0 or less to avoid what tells the hidden classes apart
 * @param price p ≥ 0
 * @param total whether the metric has the total scatter S̄
 * @param components how many to release, 0 for those with a positive eigenvalue
 */
public record ExactForm(double keep, double hide, double price, boolean total, int components) {

  /**
   * Whether a label to hide is part of the problem.
   *
   * @return false for DCA
   */
  public boolean hides() {
    return hide != 0 || price != 0;
  }
}
