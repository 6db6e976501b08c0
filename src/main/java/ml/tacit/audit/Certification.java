package ml.tacit.audit;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.leak.BlockLength;
import ml.tacit.leak.Certificate;
import ml.tacit.leak.Weighting;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * The certificate of an audit: on the rows that attackers learn from and are judged on, which the
 * release was not fitted to. It may have been chosen on the first of them, among candidates that
 * the bound then holds for all at once.
 *
 * <p>Training rows come before test rows in each (hidden class, utility class) run, as they do in
 * the source. Blocks are single rows where these are independent, else chosen on the first third of
 * each run. Where rows hang together by another column (a person, while the sex is hidden), blocks
 * of a run are not independent, and there is none.
 */
final class Certification {
  private static final int[] TOGETHER = {1, 5, 20};

  private Certification() {}

  /**
   * Certifies.
   *
   * @param released the rows as released, or null
   * @param known what the release says of itself
   */
  static Optional<Certified> of(
      AuditRows released, Released known, AuditSettings settings, Unit unit) {
    if (released == null || unit.column().isPresent()) {
      return Optional.empty();
    }
    double noise = known.noise();
    Optional<Cells> cells = Cells.of(released);
    if (cells.isEmpty() && noise < 1) {
      cells = Cells.of(released, codeColumns(released.train(), known));
    } else {
      noise = 0;
    }
    double added = noise;
    String keep = settings.keep();
    return cells.map(
        found -> {
          Labels hidden = labels(released, settings.hide());
          Labels kept = keep == null ? null : labels(released, keep);
          return new Certified(
              Optional.ofNullable(kept)
                  .map(y -> certificate(found.labels(), hidden, y, settings, unit).plus(added)),
              certificate(found.labels(), hidden, null, settings, unit).plus(added),
              found.count(),
              added);
        });
  }

  private static int[] codeColumns(LabelledRows rows, Released known) {
    return IntStream.range(0, rows.features().size())
        .filter(j -> known.levels().contains(rows.features().get(j)))
        .toArray();
  }

  private static Certificate certificate(
      Labels cells, Labels hide, Labels given, AuditSettings settings, Unit unit) {
    BlockLength block =
        unit.equals(Unit.ROWS) ? BlockLength.of(1) : BlockLength.choose(cells, hide, given);
    return Certificate.ofChosen(
        settings.candidates(), cells, hide, given, block, Weighting.ROWS, TOGETHER);
  }

  private static Labels labels(AuditRows rows, String column) {
    return Labels.of(
        Stream.concat(names(rows.train().label(column)), names(rows.test().label(column)))
            .toArray(String[]::new));
  }

  private static Stream<String> names(Labels labels) {
    return IntStream.range(0, labels.size()).mapToObj(labels::name);
  }
}
