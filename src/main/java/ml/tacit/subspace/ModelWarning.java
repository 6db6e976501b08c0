package ml.tacit.subspace;

import java.util.List;
import java.util.Locale;

/** A fact about a fitted model that its owner should read before sharing it. */
public interface ModelWarning {

  /**
   * One line for a user.
   *
   * @return the text
   */
  String message();

  /** Released numbers keep all their digits. */
  record FullPrecision() implements ModelWarning {
    @Override
    public String message() {
      return "released numbers keep all their digits: released rows and the model file together may"
          + " give the raw rows back exactly";
    }
  }

  /**
   * A released row says nearly which raw row it was.
   *
   * @param bits log₂ of how many rows on the grids of the columns fit a released one
   */
  record FewCandidates(double bits) implements ModelWarning {
    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "only about %.0f rows with the digits of the raw ones fit a released row: released rows and"
              + " the model file together may give raw rows back; fewer components or digits leave"
              + " more open",
          Math.pow(2, bits));
    }
  }

  /**
   * Columns of few values that leave as columns.
   *
   * @param columns their names
   */
  record DrawnColumns(List<String> columns) implements ModelWarning {
    /** Copies the names. */
    public DrawnColumns {
      columns = List.copyOf(columns);
    }

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%s of few values rounded at random ('%s'%s): class means stay equal on average, but most of"
              + " their cells show the raw value; components would not",
          columns.size() == 1 ? "1 column" : columns.size() + " columns",
          columns.get(0),
          columns.size() == 1 ? "" : ", …");
    }
  }
}
