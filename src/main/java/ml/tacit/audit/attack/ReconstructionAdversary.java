package ml.tacit.audit.attack;

/**
 * Any adversary, set on raw rows estimated from the released ones.
 *
 * <p>It has the raw training rows as well as the released ones. It fits the map back by ridge least
 * squares and learns from the estimates. A linear map adds nothing for a linear learner; a learner
 * that depends on how columns compare, or looks at one at a time, gets its columns back.
 */
record ReconstructionAdversary(Adversary each) implements Adversary {
  /** Share of the mean variance of the released axes that is added to each. */
  private static final double RIDGE = 1e-4;

  @Override
  public boolean needsUtility() {
    return each.needsUtility();
  }

  @Override
  public boolean needsRaw() {
    return true;
  }

  @Override
  public String name(String keep) {
    return each.name(keep) + " on reconstructed rows";
  }

  @Override
  public int weight() {
    return each.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    MapBack back = new MapBack(data, RIDGE);
    int[] train = AttackData.all(data.rows(Side.TRAIN).rows());
    int[] test = AttackData.all(data.testRows());
    return each.attack(
        data.with(
            Matrix.of(back.standardised(Side.TRAIN, train)),
            Matrix.of(back.standardised(Side.TEST, test))),
        task);
  }
}
