package ml.tacit.release;

import ml.tacit.step.Odds;

/** Scores as coordinates: the classes and the weight of each group, and how many numbers follow. */
final class OddsFormat implements StepFormat<Odds> {

  @Override
  public String kind() {
    return "odds";
  }

  @Override
  public Class<Odds> type() {
    return Odds.class;
  }

  @Override
  public void write(Odds odds, StepWriter out) {
    out.counts("groups", odds.groups());
    String tensor = out.name() + ".weights";
    out.put("weights", tensor);
    out.tensors().vector(tensor, odds.weights());
    out.put("numbers", odds.numbers());
  }

  @Override
  public Odds read(StepReader in) {
    return new Odds(
        in.counts("groups"), in.tensors().vector(in.text("weights")), in.count("numbers"));
  }
}
