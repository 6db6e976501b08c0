package ml.tacit.release;

import ml.tacit.leak.NoiseBound;
import ml.tacit.step.Noise;

/** Centroids, the shape of the noise, how long a rest is left and how much noise it gets. */
final class NoiseFormat implements StepFormat<Noise> {

  @Override
  public String kind() {
    return "noise";
  }

  @Override
  public Class<Noise> type() {
    return Noise.class;
  }

  @Override
  public void write(Noise step, StepWriter out) {
    out.matrix("centroids", step.centroids());
    out.matrix("shape", step.shape());
    out.put("radius", step.bound().radius());
    out.put("deviation", step.bound().deviation());
    out.put("number", step.number());
  }

  @Override
  public Noise read(StepReader in) {
    return new Noise(
        in.matrix("centroids"),
        in.matrix("shape"),
        new NoiseBound(in.number("radius"), in.number("deviation")),
        in.count("number"));
  }
}
