package ml.tacit.audit.attack;

/** Any adversary, set on the residues of coarse columns alone. */
record ResidueAdversary(Adversary each) implements Adversary {

  @Override
  public boolean needsCoarse() {
    return true;
  }

  @Override
  public String name(String keep) {
    return each.name(keep) + " on residues only";
  }

  @Override
  public int weight() {
    return each.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    Matrix train = Matrix.of(Residues.of(data.trainAsGiven(), data.origins()));
    Matrix test = Matrix.of(Residues.of(data.testAsGiven(), data.origins()));
    return each.attack(data.with(train, test), task);
  }
}
