package ml.tacit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import ml.tacit.subspace.TableScatter;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.NamedInput;

/** A statistic as a file: read with its name in messages, written with a look at small cells. */
final class StatisticFile {
  /** A combination of label values with fewer rows says much of each. */
  private static final long SMALL = 5;

  /** A level of fewer rows is merged where a model is fitted. */
  private static final long RARE = EncodingRules.DEFAULT.rows();

  private StatisticFile() {}

  static TableScatter read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new BadDataException(file + ": no such file");
    }
    try (InputStream in = NamedInput.open(file)) {
      return TableScatter.read(in);
    } catch (BadDataException e) {
      throw new BadDataException(file + ": not a usable statistic: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a statistic.
   *
   * @param minCell refuse cells of fewer rows; null to warn of small ones
   */
  static void write(Statistic statistic, Path file, Long minCell, PrintWriter out)
      throws IOException {
    long least = minCell == null ? SMALL : minCell;
    long small = statistic.cellsBelow(least);
    if (small > 0) {
      String what =
          String.format(
              Locale.ROOT,
              "%d of the combinations of %s have fewer than %d rows",
              small,
              statistic.labelNames(),
              least);
      if (minCell != null) {
        throw new BadDataException(file + ": not written: " + what);
      }
      out.println("warning: " + what + "; the statistic holds their means");
    }
    long rare = statistic.levelsBelow(RARE);
    if (rare > 0) {
      out.printf(
          Locale.ROOT,
          "warning: %d levels of categories have fewer than %d rows; the statistic holds their names, a model does"
              + " not%n",
          rare,
          RARE);
    }
    AtomicFile.writePrivate(file, statistic::writeTo);
    out.printf(
        Locale.ROOT,
        "statistic of %d rows, %d columns, labels %s; wrote %s%n",
        statistic.count(),
        statistic.columns(),
        statistic.labelNames(),
        file);
  }
}
