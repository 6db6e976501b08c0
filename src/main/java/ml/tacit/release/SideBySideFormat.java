package ml.tacit.release;

import ml.tacit.kernel.SideBySideMap;

/** Several maps of the same inputs, side by side. */
final class SideBySideFormat implements StepFormat<SideBySideMap> {

  @Override
  public String kind() {
    return "side_by_side";
  }

  @Override
  public Class<SideBySideMap> type() {
    return SideBySideMap.class;
  }

  @Override
  public void write(SideBySideMap map, StepWriter out) {
    out.steps("parts", map.parts());
  }

  @Override
  public SideBySideMap read(StepReader in) {
    return new SideBySideMap(in.parts("parts"));
  }
}
