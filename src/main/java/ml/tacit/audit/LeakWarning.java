package ml.tacit.audit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.table.Dependency;
import ml.tacit.table.LabelledRows;

/**
 * Something about rows or model that leaks, or that makes an audit look better than it is, whatever
 * the adversaries found. The family is closed; each member holds its evidence.
 */
public sealed interface LeakWarning {

  /**
   * The warning with its evidence.
   *
   * @return one sentence, plain text, without a full stop
   */
  String sentence();

  /**
   * What the release's model says of itself: that it keeps fitted rows, say.
   *
   * @param message in the model's words
   */
  record OfTheModel(String message) implements LeakWarning {
    @Override
    public String sentence() {
      return message;
    }
  }

  /**
   * The release was fitted to hide other labels than the one attacked.
   *
   * @param attacked the label of this audit
   * @param hidden the labels it hides
   */
  record NotHidden(String attacked, List<String> hidden) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "the release hides '%s', not '%s', which is attacked here",
          String.join("', '", hidden),
          attacked);
    }
  }

  /**
   * A class so small that its mean, which the model contains, is nearly a row.
   *
   * @param label the label
   * @param name the class
   * @param rows rows of the class
   */
  record TinyClass(String label, String name, int rows) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "class '%s' of '%s' has %s rows: its mean is nearly one of them, and little can be said about it",
          name,
          label,
          rows);
    }
  }

  /**
   * Rows occur on both sides of a division that must be disjoint.
   *
   * @param where the two sides, as "training rows among the test rows"
   * @param rows how many
   * @param first the first of them in the test rows, from 1
   */
  record RowsOnBothSides(String where, int rows, int first) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "%s %s, the first is test row %s: equal in every column, so figures may be too high",
          rows,
          where,
          first);
    }
  }

  /**
   * Classes that are rarer in the training rows are commoner in the test rows, as in a balanced
   * design of which a part is taken away: who learns how common each is answers wrongly.
   *
   * @param label the hidden label
   * @param correlation of the classes' shares in training and test rows, within the utility class
   * @param blind test rows named rightly by the commonest training class of their utility class
   * @param chance one over the classes
   */
  record OpposedShares(String label, double correlation, double blind, double chance)
      implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "classes of '%s' that are rarer in the training rows are commoner in the test rows (correlation %.2f):"
              + " always naming the commonest training class is right in %.1f %% of them, uniform chance in %.1f"
              + " %%, so figures below chance mean no more than that",
          label,
          correlation,
          100 * blind,
          100 * chance);
    }
  }

  /**
   * Attackers that are worse than chance, and not by chance: the columns tell groups (people,
   * poses) in each of which the classes are balanced, so that in its group the class of a test row
   * is rarer to learn from than the others. Their answers turned round would be right too often.
   *
   * @param attackers how many attackers of the stage these are
   * @param attacker the name of the lowest
   * @param stage raw rows or released ones: {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @param accuracy test rows named rightly
   * @param high joint upper limit of it
   * @param chance one over the classes, which the limit lies below
   */
  record BelowChance(
      int attackers, String attacker, String stage, double accuracy, double high, double chance)
      implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "%s names the hidden label in %.1f %% of test rows (%s), at most %.1f %%, below uniform chance (%.1f %%)%s:"
              + " in groups that the columns tell, classes are rarer in the training rows where they are commoner"
              + " in the test rows, as in a balanced design; this does not show that nothing leaks",
          attacker,
          100 * accuracy,
          stage,
          100 * high,
          100 * chance,
          attackers > 1 ? ", as do " + (attackers - 1) + " others" : "");
    }
  }

  /**
   * Units, persons say, occur among the training and the test rows, while another label is hidden.
   *
   * @param column the unit column
   * @param units how many are on both sides
   */
  record UnitsOnBothSides(String column, int units) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "%s values of '%s' are on both sides: an attacker may recognise them rather than the hidden label",
          units,
          column);
    }
  }

  /**
   * Too few persons, or blocks of rows, to say how far the figures carry.
   *
   * @param what "classes of 'person'" or "blocks of test rows"
   * @param found how many there are
   * @param wanted how many there should be
   */
  record TooFewPeople(String what, int found, int wanted) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "%s %s, at least %s wanted: limits are rough and speak of these only",
          found,
          what,
          wanted);
    }
  }

  /** The released rows are the raw ones: nothing was released but them. */
  record Unchanged() implements LeakWarning {
    @Override
    public String sentence() {
      return "the released rows are equal to the raw ones: that is no release";
    }
  }

  /**
   * A column of the release that is the hidden label: no adversary is needed.
   *
   * @param column the column
   * @param label the hidden label
   * @param named whether it is called so, case and blanks aside; else its values tell the label
   */
  record LabelInClear(String column, String label, boolean named) implements LeakWarning {
    @Override
    public String sentence() {
      if (!named) {
        return String.format(
            Locale.ROOT,
            "column '%s' of the release tells the hidden label '%s': none of its values occurs with two"
                + " classes",
            column,
            label);
      }
      return column.equals(label)
          ? "column '" + column + "' of the release is the hidden label"
          : String.format(
              Locale.ROOT,
              "column '%s' of the release is the hidden label '%s' in another spelling",
              column,
              label);
    }
  }

  /**
   * One of the two labels follows from the other.
   *
   * @param keep the utility label
   * @param hide the hidden label
   * @param keepTells whether each class of the label to keep has one class of the hidden one
   * @param hideTells whether each class of the hidden label has one class of the label to keep
   */
  record DependentLabels(String keep, String hide, boolean keepTells, boolean hideTells)
      implements LeakWarning {
    /**
     * What the cross-table of two labels says, before any work.
     *
     * @param keep the utility label
     * @param hide the hidden label
     * @param rows rows with both
     * @return the warning, or empty if neither label follows from the other
     */
    public static Optional<DependentLabels> in(LabelledRows rows, String keep, String hide) {
      Dependency between = Dependency.of(rows.label(keep), rows.label(hide));
      return between.determines() || between.isDetermined()
          ? Optional.of(
              new DependentLabels(keep, hide, between.determines(), between.isDetermined()))
          : Optional.empty();
    }

    @Override
    public String sentence() {
      String teller = keepTells ? keep : hide;
      String told = keepTells ? hide : keep;
      return String.format(
          Locale.ROOT,
          "each class of '%s' has one class of '%s'%s: %s",
          teller,
          told,
          keepTells && hideTells ? " and the other way round" : "",
          keepTells
              ? "whoever learns the label to keep learns the hidden one"
              : "what hides the one takes the other away, or leaves both");
    }
  }

  /**
   * A feature that looks like a name, an identifier or a row number.
   *
   * @param column the feature
   * @param evidence what makes it look so
   */
  record NameAmongFeatures(String column, String evidence) implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "column '%s' looks like an identifier, not a measurement: %s",
          column,
          evidence);
    }
  }

  /**
   * A single column that names the hidden label for most rows.
   *
   * @param column the feature
   * @param accuracy test rows named rightly from this column alone
   * @param majority the majority rate
   */
  record IdentifyingFeature(String column, double accuracy, double majority)
      implements LeakWarning {
    @Override
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "column '%s' alone names the hidden label in %.1f %% of test rows (majority %.1f %%)",
          column,
          100 * accuracy,
          100 * majority);
    }
  }
}
