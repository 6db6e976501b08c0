package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.function.UnaryOperator;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Sweep;
import ml.tacit.audit.Synthetic;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AuditOptionsTest {
  private static final AuditParts PARTS =
      AuditParts.timeBlocked(
          Synthetic.rows(2, 3, 80, 6, 2, Synthetic.INDEPENDENT).train(),
          "keep",
          "hide",
          0,
          0.4,
          0.36,
          0.24);
  private static final Map<String, UnaryOperator<LabelledRows>> RELEASES = Map.of("raw", r -> r);

  @Test
  void theSeedReachesTheSweep() {
    Frontier seven = frontier("--seed", "7");
    assertEquals(Sweep.of("keep", "hide").withSeed(7).run(PARTS, RELEASES), seven);
    assertNotEquals(seven, frontier(), "trees drawn anew answer otherwise");
  }

  private static Frontier frontier(String... words) {
    AuditOptions options = new AuditOptions();
    CommandLine.populateCommand(options, words);
    try (Progress progress = Progress.steps("sweep")) {
      return options.sweep("keep", "hide", progress).run(PARTS, RELEASES);
    }
  }
}
