package ml.tacit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ml.tacit.audit.Division;
import ml.tacit.audit.Unit;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which rows hang together and how they are divided; shared by the commands that audit. */
final class UnitOptions {
  private static final String ROW = "row";
  private static final String TIME = "time";
  private static final String RANDOM = "random";

  @Option(
      names = "--unit",
      paramLabel = "row|COL",
      description = {
        "What hangs together: each row alone, or all rows with one value of a column, the person say. That column"
            + " is read as a label, and not released. Found in the rows if not said."
      })
  private String unit;

  @Option(
      names = "--split",
      paramLabel = "time|random",
      description =
          "Parts in the order of the rows, or at random: rows stratified by the labels, units of a column whole."
              + " Follows from the unit if not said.")
  private String split;

  @Option(
      names = "--session",
      paramLabel = "COL",
      description = {
        "Parts by recording or day: one value of the column for each class to keep is judged on (--seed says which), the"
            + " others are fitted and learned from, in blocks of time. The column is read as a label, and not released."
      })
  private String session;

  @Option(
      names = "--gap",
      paramLabel = "N",
      description = "Rows left out between two parts by time. Default: 2.")
  private Integer gap;

  @Option(
      names = "--parts",
      paramLabel = "LIST",
      description =
          "Sizes of the parts in %%, their sum 100: to learn from and to judge on; in desensitize before them to fit on. Default: 60,40; 40,36,24.")
  private String parts;

  /** What was named so cannot be used; before any file is read. */
  void check(CommandSpec spec, String keep, List<String> hide, int count) {
    require(
        spec,
        split == null || split.equals(TIME) || split.equals(RANDOM),
        "--split: found '%s', 'time' or 'random' expected",
        split);
    require(spec, gap == null || gap >= 0, "--gap: found %s, at least 0 expected", gap);
    require(
        spec,
        unit == null || !hide.contains(unit),
        "--unit '%s' is the label to hide; leave --unit out, or say 'row' or another column",
        unit);
    require(spec, unit == null || !unit.equals(keep), "--unit '%s' is the label to keep", unit);
    require(
        spec,
        !TIME.equals(split) || !ROW.equals(unit),
        "--split time and --unit row exclude each other: rows in blocks of time hang together");
    require(
        spec,
        gap == null || gap == 0 || (!RANDOM.equals(split) && !ROW.equals(unit)),
        "--gap %s needs parts by time, not at random",
        gap);
    checkSession(spec, keep, hide);
    if (parts != null) {
      double[] shares = parsed(spec, count);
      double sum = Arrays.stream(shares).sum();
      require(
          spec,
          Math.abs(sum - 100) < 1e-9,
          "--parts '%s': found a sum of %s, 100 expected",
          parts,
          number(sum));
    }
  }

  private void checkSession(CommandSpec spec, String keep, List<String> hide) {
    if (session == null) {
      return;
    }
    require(
        spec,
        !hide.contains(session),
        "--session '%s' is the label to hide, another column expected",
        session);
    require(
        spec,
        !session.equals(keep),
        "--session '%s' is the label to keep, another column expected",
        session);
    require(
        spec,
        !session.equals(unit),
        "--session and --unit are both '%s', another column expected for one of them",
        session);
    require(
        spec,
        !ROW.equals(unit),
        "--session and --unit row exclude each other: rows of a session hang together");
    require(
        spec,
        split == null,
        "--session and --split exclude each other: both say how parts are made");
    require(
        spec,
        parts == null,
        "--session and --parts exclude each other: how many rows a session has is given");
  }

  private double[] parsed(CommandSpec spec, int count) {
    String[] words = parts.split(",", -1);
    double[] shares = new double[words.length];
    boolean good = words.length == count;
    for (int i = 0; i < words.length; i++) {
      String word = words[i].strip();
      good &= word.matches("\\d{1,3}(\\.\\d{1,9})?");
      shares[i] = good ? Double.parseDouble(word) : 0;
      good &= shares[i] > 0;
    }
    require(
        spec,
        good,
        "--parts: found '%s', %s numbers above 0 apart by commas expected",
        parts,
        count);
    return shares;
  }

  private static void require(
      CommandSpec spec, boolean condition, String message, Object... values) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), String.format(Locale.ROOT, message, values));
    }
  }

  /** The shares of the parts, as they were given or as they are otherwise; checked before. */
  double[] parts(double... usual) {
    return parts == null
        ? usual
        : Arrays.stream(parts.split(","))
            .mapToDouble(word -> Double.parseDouble(word.strip()) / 100)
            .toArray();
  }

  /**
   * Roles with the unit among the labels. If it is to be found, dropped columns are read too, since
   * one of them may be the person.
   */
  ColumnRoles roles(ColumnRoles roles, RowInput input) throws IOException {
    return unit == null ? withDropped(withNamed(roles), input) : withNamed(roles);
  }

  /** Roles with the columns that were named here among the labels. */
  ColumnRoles withNamed(ColumnRoles roles) {
    ColumnRoles known = withLabel(roles, session);
    return unit == null || unit.equals(ROW) ? known : withLabel(known, unit);
  }

  /** With a column among the labels that may have been one to drop. */
  private static ColumnRoles withLabel(ColumnRoles roles, String column) {
    if (column == null || roles.labels().contains(column)) {
      return roles;
    }
    List<String> labels = new ArrayList<>(roles.labels());
    labels.add(column);
    List<String> drop = new ArrayList<>(roles.drop());
    drop.remove(column);
    return new ColumnRoles(labels, roles.features(), drop);
  }

  private static ColumnRoles withDropped(ColumnRoles roles, RowInput input) throws IOException {
    if (roles.drop().isEmpty()) {
      return roles;
    }
    List<String> header = input.header();
    boolean there = roles.drop().stream().allMatch(name -> name.isEmpty() || header.contains(name));
    if (!there) {
      return roles;
    }
    List<String> drop = new ArrayList<>(roles.drop());
    drop.retainAll(input.unreadable());
    return ColumnRoles.ofTable(roles.labels(), roles.features(), drop);
  }

  /** The rows without dropped columns that parts are not made by. */
  static LabelledRows withoutDropped(LabelledRows rows, List<String> drop, Division division) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.keySet().removeIf(name -> drop.contains(name) && !divides(name, division));
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }

  /** Whether a column is the unit, or names the sessions. */
  static boolean divides(String column, Division division) {
    return columns(division).contains(column);
  }

  /** The columns that parts are made by. */
  static List<String> columns(Division division) {
    return InputOptions.labels(
        InputOptions.optional(division.unit().column().orElse(null)),
        InputOptions.optional(division.session()));
  }

  /** The label that tells people apart, or null where each row is one. */
  static String person(Division division, List<String> hide) {
    boolean hidden = division.unit().hidesPeople() && !hide.isEmpty();
    return division.unit().column().orElse(hidden ? hide.get(0) : null);
  }

  /** What hangs together and how it is divided, as it was said, or as the rows speak for it. */
  Division division(LabelledRows rows, String keep, List<String> hide) {
    if (session != null) {
      Division sessions = Division.bySession(session, named(rows, keep, hide));
      return gap == null ? sessions : sessions.withGap(gap);
    }
    Division division = Division.of(named(rows, keep, hide), rows, hide);
    if (split != null && division.unit().column().isPresent()) {
      division = division.withRandom(split.equals(RANDOM), rows, hide);
    }
    if (gap == null) {
      return division;
    }
    if (division.order() != Division.Order.TIME && gap > 0) {
      throw BadDataException.of(
          "--gap %s needs parts by time, here they are at random (%s); say --split time",
          gap, division.sentence());
    }
    return division.withGap(gap);
  }

  private Unit named(LabelledRows rows, String keep, List<String> hide) {
    if (unit != null) {
      return unit.equals(ROW) ? Unit.ROWS : Unit.column(unit);
    }
    Unit found = null;
    for (String label : hide) {
      Unit one = Unit.found(withoutOthers(rows, hide, label), keep, label);
      // The larger unit is the safer one: a column, then blocks, then rows.
      if (found == null || weight(one) > weight(found)) {
        found = one;
      }
    }
    if (found.equals(Unit.BLOCKS) && RANDOM.equals(split)) {
      return Unit.ROWS;
    }
    return found.equals(Unit.ROWS) && TIME.equals(split) ? Unit.BLOCKS : found;
  }

  /**
   * Sessions are no unit, though each may have one class of the label to hide; nor is another label
   * to hide, whose classes must be in every part.
   */
  private LabelledRows withoutOthers(LabelledRows rows, List<String> hide, String label) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.remove(session);
    labels.keySet().removeIf(name -> hide.contains(name) && !name.equals(label));
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }

  private static int weight(Unit unit) {
    return unit.equals(Unit.ROWS) ? 0 : unit.equals(Unit.BLOCKS) ? 1 : 2;
  }

  /** The line that a command begins with. */
  static String line(Division division, double[] parts) {
    if (division.session() != null) {
      return division.sentence(); // a session has the rows that it has
    }
    String sizes =
        Arrays.stream(parts)
            .mapToObj(share -> number(100 * share))
            .collect(Collectors.joining(", "));
    return division.sentence() + ": " + sizes + " %";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--unit", unit);
    add(words, "--session", session);
    add(words, "--split", split);
    add(words, "--gap", gap);
    add(words, "--parts", parts);
    return words;
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }
}
