package ml.tacit.release;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.step.Draw;
import ml.tacit.step.Leak;

/** A channel: its chances, the number of the step, and what was measured of its leak. */
final class DrawFormat implements StepFormat<Draw> {

  @Override
  public String kind() {
    return "draw";
  }

  @Override
  public Class<Draw> type() {
    return Draw.class;
  }

  @Override
  public void write(Draw draw, StepWriter out) {
    out.put("number", draw.number());
    out.matrix("channel", draw.channel());
    Leak leak = draw.leak();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("hidden", leak.hidden());
    figures.put("known", leak.known());
    figures.put("balanced", leak.balanced());
    figures.put("prior", leak.prior());
    figures.put("bound", leak.bound());
    figures.put("reached", leak.reached());
    figures.put("fresh", Double.isNaN(leak.fresh()) ? null : leak.fresh());
    out.put("leak", figures);
  }

  @Override
  public Draw read(StepReader in) {
    String name = in.name("leak");
    Map<?, ?> leak = Fields.object(name, in.field("leak"));
    return new Draw(
        in.matrix("channel"),
        in.count("number"),
        new Leak(
            Fields.text(name + ".hidden", leak.get("hidden")),
            Fields.text(name + ".known", leak.get("known")),
            Fields.truth(name + ".balanced", leak.get("balanced")),
            Fields.number(name + ".prior", leak.get("prior")),
            Fields.number(name + ".bound", leak.get("bound")),
            Fields.number(name + ".reached", leak.get("reached")),
            Fields.numberOrNan(name + ".fresh", leak.get("fresh"))));
  }
}
