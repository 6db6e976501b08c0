package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Which rows of a file a certificate may use, by the manifest that lies beside it.
 *
 * @param rows the numbers of the rows that may be used
 * @param candidates how many releases the bound must hold for at once
 * @param sentence what is known of the others
 */
record Coverage(int[] rows, int candidates, String sentence) {

  /** Of a file with this hash and so many rows. */
  static Coverage of(Path file, String sha256, int count) throws IOException {
    int[] all = IntStream.range(0, count).toArray();
    Path beside = file.resolveSibling(Manifest.NAME);
    Manifest manifest = Manifest.read(beside).orElse(null);
    if (manifest == null) {
      return new Coverage(
          all,
          1,
          "no "
              + Manifest.NAME
              + " of a release lies beside "
              + file.getFileName()
              + ": which rows were used to fit or to choose it cannot be known here; none may have been");
    }
    if (!manifest.sha256().equals(sha256)) {
      return new Coverage(
          all,
          1,
          beside
              + " is of another file (by its sha256): which rows were used to fit or to choose the release cannot be"
              + " known here; none may have been");
    }
    boolean[] used = manifest.used(beside, count);
    int[] rows = IntStream.range(0, count).filter(row -> !used[row]).toArray();
    return new Coverage(
        rows,
        manifest.candidates(),
        (count - rows.length)
            + " of "
            + count
            + " rows "
            + (manifest.session() == null
                ? ""
                : "are of other sessions ('" + manifest.session() + "') than the judged ones, or ")
            + "were used to fit"
            + (manifest.chosenOn().isEmpty() || manifest.candidates() > 1 ? "" : " or to choose")
            + " the release: they are not covered, and left out"
            + (manifest.candidates() == 1
                ? ""
                : "; it was chosen among "
                    + manifest.candidates()
                    + " candidates on part of the others, and the bound holds for all of them at once"));
  }
}
