package ml.tacit.release;

import ml.tacit.step.Coins;

/** Secret numbers of a row; the key is absent from a file for release. */
final class CoinsFormat implements StepFormat<Coins> {

  @Override
  public String kind() {
    return "coins";
  }

  @Override
  public Class<Coins> type() {
    return Coins.class;
  }

  @Override
  public void write(Coins step, StepWriter out) {
    if (step.hasKey()) {
      out.put("key", step.keyText());
    }
  }

  @Override
  public Coins read(StepReader in) {
    return new Coins(in.inputs(), in.key("key"));
  }
}
