package ml.tacit.cli;

import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.table.LabelledRows;

/** Some of the rows, from all over the table: what is tried on them tells of the whole. */
final class Pilot {
  private Pilot() {}

  /** As many rows as asked for in both parts together, in the same proportion. */
  static AuditRows some(AuditRows all, int rows) {
    double share = Math.min(1, (double) rows / (all.train().size() + all.test().size()));
    return new AuditRows(
        some(all.train(), (int) Math.ceil(share * all.train().size())),
        some(all.test(), (int) Math.ceil(share * all.test().size())));
  }

  static LabelledRows some(LabelledRows all, int rows) {
    int n = Math.min(rows, all.size());
    return all.select(IntStream.range(0, n).map(i -> (int) ((long) i * all.size() / n)).toArray());
  }
}
