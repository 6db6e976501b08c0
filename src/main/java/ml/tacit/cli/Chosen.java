package ml.tacit.cli;

import java.util.List;
import java.util.Optional;
import ml.tacit.audit.report.Compared;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.table.Encoding;
import ml.tacit.table.LabelledRows;

/**
 * The release that leaves, and how it was come by.
 *
 * @param release as fitted, under a key of its own
 * @param device the column that tells devices apart, where the release has own history
 * @param search what was compared, if there was a search
 * @param remarks lines on why it is this one
 * @param facts what a report says of it
 */
record Chosen(
    Release release,
    Optional<String> device,
    Optional<Compared> search,
    List<String> remarks,
    ReleaseFacts facts) {

  /** How many releases this one was chosen among, those that could not be fitted among them. */
  int candidates() {
    return search.map(Compared::compared).orElse(1);
  }

  /** The same for the table that its rows were encoded from. */
  Chosen withEncoding(Encoding encoding) {
    return withRelease(release.withEncoding(encoding));
  }

  /** The same under another key, say. */
  Chosen withRelease(Release other) {
    return new Chosen(other, device, search, remarks, facts);
  }

  /** All rows as released, in their order, with the labels to keep. */
  LabelledRows released(LabelledRows rows) {
    return releasedBy(release, rows);
  }

  /** The same by this release fitted to other rows. */
  LabelledRows releasedBy(Release fitted, LabelledRows rows) {
    return device
        .map(column -> fitted.replay(column).transform(rows, CopyColumns.KEPT))
        .orElseGet(() -> fitted.transform(rows));
  }
}
