package ml.tacit.release;

import ml.tacit.kernel.RandomFourierMap;

/** Cosines and sines of random projections. */
final class RandomFourierFormat implements StepFormat<RandomFourierMap> {

  @Override
  public String kind() {
    return "random_fourier";
  }

  @Override
  public Class<RandomFourierMap> type() {
    return RandomFourierMap.class;
  }

  @Override
  public void write(RandomFourierMap map, StepWriter out) {
    out.put("kernel", map.kernel().toString());
    out.matrix("frequencies", map.frequencies());
  }

  @Override
  public RandomFourierMap read(StepReader in) {
    return RandomFourierMap.of(in.kernel(), in.matrix("frequencies"));
  }
}
