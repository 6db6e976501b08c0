package ml.tacit.release;

import ml.tacit.kernel.ChainMap;

/** Maps one after the other. */
final class ChainFormat implements StepFormat<ChainMap> {

  @Override
  public String kind() {
    return "chain";
  }

  @Override
  public Class<ChainMap> type() {
    return ChainMap.class;
  }

  @Override
  public void write(ChainMap chain, StepWriter out) {
    out.steps("steps", chain.steps());
  }

  @Override
  public ChainMap read(StepReader in) {
    return new ChainMap(in.chain("steps"));
  }
}
