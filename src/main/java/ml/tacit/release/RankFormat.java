package ml.tacit.release;

import java.util.Arrays;
import java.util.List;
import ml.tacit.format.Fields;
import ml.tacit.step.OwnRows;
import ml.tacit.step.Rank;
import ml.tacit.table.BadDataException;

/** Which own rows are compared, and the number of the draw. */
final class RankFormat implements StepFormat<Rank> {

  @Override
  public String kind() {
    return "rank";
  }

  @Override
  public Class<Rank> type() {
    return Rank.class;
  }

  @Override
  public void write(Rank step, StepWriter out) {
    put(step.own(), out);
    out.put("draw", step.draw());
  }

  @Override
  public Rank read(StepReader in) {
    return new Rank(own(in), in.count("draw"));
  }

  static void put(OwnRows own, StepWriter out) {
    out.put("last", own.last());
    out.put("levels", own.levels());
    out.put("channels", own.channels());
  }

  static OwnRows own(StepReader in) {
    List<?> levels = Fields.list(in.name("levels"), in.field("levels"));
    long[] counts = Fields.wholeNumbers(in.name("levels"), levels, levels.size());
    return new OwnRows(
        in.count("last"),
        Arrays.stream(counts).mapToObj(RankFormat::level).toList(),
        in.count("channels"));
  }

  private static int level(long count) {
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw BadDataException.of("levels: %s, at least 1 is expected", count);
    }
    return (int) count;
  }
}
