package ml.tacit.release;

import ml.tacit.step.Residual;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;

/** Directions within classes, and where classes are on them. */
final class ResidualFormat implements StepFormat<Residual> {

  @Override
  public String kind() {
    return "residual";
  }

  @Override
  public Class<Residual> type() {
    return Residual.class;
  }

  @Override
  public void write(Residual step, StepWriter out) {
    out.step("map", step.map());
    out.matrix("means", step.means());
  }

  @Override
  public Residual read(StepReader in) {
    int columns = in.inputs() - 1;
    if (in.step("map", columns) instanceof AffineMap map) {
      return new Residual(map, in.matrix("means"));
    }
    throw new BadDataException(in.name("map") + " is no affine map");
  }
}
