package ml.tacit.audit.attack;

/**
 * Any adversary, set on rows that are rounded back to the raw grid.
 *
 * <p>It estimates the scores that an erasure subtracted from the residues of coarse columns, adds
 * them back, snaps the coarse columns to their grids, and sees the result beside the scores. If it
 * knows the raw training rows, it gets the continuous columns back too.
 */
record RoundingAdversary(Adversary each, boolean knowsRaw) implements Adversary {

  @Override
  public boolean needsRaw() {
    return knowsRaw;
  }

  @Override
  public boolean needsCoarse() {
    return true;
  }

  @Override
  public String name(String keep) {
    return each.name(keep) + " on rounded rows" + (knowsRaw ? ", raw rows known" : "");
  }

  @Override
  public int weight() {
    return each.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    HiddenScores scores = knowsRaw ? HiddenScores.knowingRaw(data) : HiddenScores.of(data);
    return each.attack(
        data.with(scores.restored(data.trainAsGiven()), scores.restored(data.testAsGiven())), task);
  }
}
