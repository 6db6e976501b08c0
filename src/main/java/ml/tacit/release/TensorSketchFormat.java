package ml.tacit.release;

import ml.tacit.kernel.TensorSketchMap;
import ml.tacit.table.BadDataException;

/** A tensor sketch: drawn again from its settings, after a look at what they ask for. */
final class TensorSketchFormat implements StepFormat<TensorSketchMap> {

  @Override
  public String kind() {
    return "tensor_sketch";
  }

  @Override
  public Class<TensorSketchMap> type() {
    return TensorSketchMap.class;
  }

  @Override
  public void write(TensorSketchMap map, StepWriter out) {
    out.put("kernel", map.kernel().toString());
    out.put("features", map.outputs());
    out.put("seed", Long.toString(map.seed())); // JSON numbers hold 53 bits
  }

  @Override
  public TensorSketchMap read(StepReader in) {
    int features = in.count("features");
    in.tensors().claim(in.name("features"), features);
    return TensorSketchMap.draw(in.kernel(), in.inputs(), features, seed(in));
  }

  private static long seed(StepReader in) {
    String text = in.text("seed");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadDataException(
          in.name("seed") + " is '" + text + "', a whole number is expected", e);
    }
  }
}
