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
 * each run. Where a session is judged that nobody learned from, its rows alone are certified: those
 * of other sessions have other distributions, and a bound on the mixture is none on any session.
 * They were not used to choose either. Where rows hang together by another column (a person, while
 * the sex is hidden), blocks of a run are not independent, and there is none.
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
    String session = settings.division() == null ? null : settings.division().session();
    String keep = settings.keep();
    return cells.map(
        found -> {
          int first = session == null ? 0 : released.train().size();
          int[] use = IntStream.range(first, found.labels().size()).toArray();
          Labels shown = found.labels().select(use);
          Labels hidden = labels(released, settings.hide()).select(use);
          Labels kept = keep == null ? null : labels(released, keep).select(use);
          int candidates = session == null ? settings.candidates() : 1;
          return new Certified(
              Optional.ofNullable(kept)
                  .map(y -> certificate(candidates, shown, hidden, y, unit, session).plus(added)),
              certificate(candidates, shown, hidden, null, unit, session).plus(added),
              found.count(),
              added,
              Optional.ofNullable(session));
        });
  }

  private static int[] codeColumns(LabelledRows rows, Released known) {
    return IntStream.range(0, rows.features().size())
        .filter(j -> known.levels().contains(rows.features().get(j)))
        .toArray();
  }

  private static Certificate certificate(
      int candidates, Labels cells, Labels hide, Labels given, Unit unit, String session) {
    BlockLength block =
        unit.equals(Unit.ROWS) ? BlockLength.of(1) : BlockLength.choose(cells, hide, given);
    Certificate certificate =
        Certificate.ofChosen(candidates, cells, hide, given, block, Weighting.ROWS, TOGETHER);
    return session == null
        ? certificate
        : certificate.withAssumption(
            "Fresh rows are like those of the judged '"
                + session
                + "': the bound is made on its rows alone, and is not one for a '"
                + session
                + "' to come.");
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
