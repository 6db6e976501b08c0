package ml.tacit.release;

import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.LandmarkMap;

/** A kernel with each landmark; landmarks that several kernels share stand in the file once. */
final class LandmarkFormat implements StepFormat<LandmarkMap> {

  @Override
  public String kind() {
    return "landmarks";
  }

  @Override
  public Class<LandmarkMap> type() {
    return LandmarkMap.class;
  }

  @Override
  public void write(LandmarkMap map, StepWriter out) {
    writeFields(map, out);
  }

  @Override
  public LandmarkMap read(StepReader in) {
    return readFields(in);
  }

  static void writeFields(LandmarkMap map, StepWriter out) {
    out.put("kernel", map.kernel().toString());
    out.put("training_rows", map.keepsRows());
    out.matrix("landmarks", map.landmarks());
  }

  static LandmarkMap readFields(StepReader in) {
    Kernel kernel = in.kernel();
    boolean rows = in.truth("training_rows");
    String tensor = in.text("landmarks");
    return in.shared(
            tensor + rows,
            LandmarkMap.class,
            () -> LandmarkMap.of(kernel, in.tensors().matrix(tensor), rows))
        .with(kernel);
  }
}
