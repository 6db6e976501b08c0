package ml.tacit.release;

import java.util.Arrays;
import ml.tacit.format.Fields;
import ml.tacit.step.Odds;

/** Scores as coordinates: the classes of each group, and how many numbers follow. */
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
    out.put("groups", Arrays.stream(odds.groups()).boxed().toList());
    out.put("numbers", odds.numbers());
  }

  @Override
  public Odds read(StepReader in) {
    String groups = in.name("groups");
    return new Odds(
        Fields.list(groups, in.field("groups")).stream()
            .mapToInt(item -> Fields.count(groups, item))
            .toArray(),
        in.count("numbers"));
  }
}
