package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.audit.Division;
import ml.tacit.sensing.Simulator;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import ml.tacit.table.Split;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which rows desensitize releases: how they are read, checked and divided, before any long work.
 */
final class RowsOptions {
  /** Shares of the rows to fit on, to learn from and to judge on. */
  private static final double[] PARTS = {0.4, 0.36, 0.24};

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "F",
      description =
          "Rows to release: a file, a pattern such as 'part-*.csv', a folder, or - for the standard input; several times"
              + " for several.")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--keep-small-classes",
      description =
          "Release also the rows of people who have too few to be fitted and attacked; without it they are withheld.")
  private boolean keepSmallClasses;

  @Mixin private NumberOptions numbers;

  @Mixin private UnitOptions units;

  @Mixin private InputOptions columns;

  /** Where the rows come from; null for the simulator. */
  private RowInput rows;

  /** How many rows were read, and the numbers of those that lack nothing. */
  private int rowsRead;

  private int[] placesRead;

  /** What was read; null before. */
  private LabelledRows read;

  /** The files of --input; none for the built-in simulator. */
  List<Path> files() {
    return rows == null ? List.of() : rows.files();
  }

  boolean isGiven() {
    return !input.isEmpty();
  }

  /** Finds the files, before any of them is read. */
  void open() throws IOException {
    rows = isGiven() ? columns.rows(input) : null;
  }

  /** Which rows were released, for whoever has them; null where they were simulated. */
  Contents.Source source(RowsToRelease released, Provenance provenance) {
    return provenance
        .rowsRead()
        .map(
            sha256 ->
                new Contents.Source(
                    Provenance.names(rows),
                    sha256,
                    released.of(),
                    Contents.Span.of(released.places())))
        .orElse(null);
  }

  /** What the rows are called in reports. */
  String title() {
    return isGiven() ? Provenance.names(rows) : "simulated motion data";
  }

  NumberOptions numbers() {
    return numbers;
  }

  /** How many rows were left out as they lacked a value; known once the rows are read. */
  int droppedRows() {
    return columns.droppedRows();
  }

  /** Throws ParameterException where options do not go together; before any file is read. */
  void check(RoleOptions roles) {
    if (!isGiven()) {
      roles.ofSimulator();
      require(numbers.isEmpty(), "--hide-numeric needs --input");
    } else {
      require(!roles.hide().isEmpty() || !numbers.isEmpty(), "--input needs --hide");
      require(
          roles.given() == null || numbers.isEmpty(),
          "--given and --hide-numeric exclude each other");
      numbers.check(spec, roles.keep(), roles.hide());
      roles.requireDistinct();
    }
    List<String> hidden = InputOptions.labels(roles.hide(), numbers.columns());
    units.check(spec, roles.keep(), hidden, PARTS.length);
  }

  /**
   * The rows in parts.
   *
   * @param along columns that are read beside the labels, and not released
   * @param seed of parts at random
   * @param notes takes what is said before long work
   * @throws BadDataException if a column is a hidden label, or the rows cannot be divided; it names
   *     no file
   */
  RowsToRelease read(
      RoleOptions roles, List<String> along, long seed, Provenance provenance, List<String> notes)
      throws IOException {
    List<String> labels = InputOptions.labels(roles.labels(), numbers.columns(), along);
    RawTable all = source(labels, provenance, notes);
    placesRead = columns.places(all, labels);
    rowsRead = all.rows().size();
    return divided(columns.complete(all, labels, notes), labels, roles, seed, notes);
  }

  private RawTable source(List<String> labels, Provenance provenance, List<String> notes)
      throws IOException {
    if (!isGiven()) {
      provenance.fact("rows", "built-in simulator");
      LabelledRows simulated = Simulator.standard().generate();
      return new RawTable(simulated, simulated.features());
    }
    return columns.read(
        units.withNamed(columns.roles(labels)),
        rows,
        roles -> provenance.read("rows", rows, units.roles(roles, rows)),
        notes);
  }

  private RowsToRelease divided(
      RawTable table, List<String> labels, RoleOptions roles, long seed, List<String> notes) {
    List<String> hide = roles.hide();
    read = table.filled();
    numbers.check(read);
    List<String> dividing = numbers.dividing(hide);
    Division division = units.division(numbers.divided(read, hide), roles.keep(), dividing);
    numbers.check(division);
    String line = UnitOptions.line(division, units.parts(PARTS));
    notes.add(line);
    if (!isGiven()) {
      notes.add("no --input: simulated motion data, hiding 'subject', keeping 'activity'");
    }
    RawTable apart = onlyAttacked(table, labels, division, notes);
    apart.rows().labels().forEach((label, values) -> Spellings.note(label, values.classes()));
    notes.addAll(
        LabelChecks.warnings(EncodedTable.codes(apart), hide, numbers.columns(), roles.keep()));
    return encoded(apart, small(apart.rows(), division, roles, seed), division, hide, line, notes);
  }

  /** Encoded by what is fitted on the first part only. */
  private RowsToRelease encoded(
      RawTable table,
      SmallClasses small,
      Division division,
      List<String> hide,
      String line,
      List<String> notes) {
    EncodedTable encoded =
        columns.encoded(
            new RawTable(small.rows(), table.inputs()),
            small.split().part(0),
            UnitOptions.person(division, hide),
            notes);
    int[] places = Arrays.stream(small.places()).map(row -> placesRead[row]).toArray();
    return new RowsToRelease(
        small.withRows(encoded.rows()), rowsRead, places, division, line, encoded, small.rows());
  }

  private SmallClasses small(LabelledRows rows, Division division, RoleOptions roles, long seed) {
    List<String> hide = roles.hide();
    return keepSmallClasses
        ? SmallClasses.kept(rows, some -> split(some, division, roles, seed))
        : SmallClasses.withheld(rows, hide, some -> split(some, division, roles, seed));
  }

  private Split split(LabelledRows rows, Division division, RoleOptions roles, long seed) {
    return division.split(
        numbers.divided(rows, roles.hide()),
        roles.keep(),
        numbers.dividing(roles.hide()),
        seed,
        units.parts(PARTS));
  }

  /**
   * Columns that are neither feature nor label here would leave unchanged and unattacked: they
   * stay. That of the unit is read along, and is no feature.
   */
  private RawTable onlyAttacked(
      RawTable table, List<String> labels, Division division, List<String> notes) {
    RawTable apart = table.without(UnitOptions.columns(division));
    List<String> others = new ArrayList<>(apart.labels().keySet());
    others.removeAll(labels);
    others.removeIf(name -> columns.drop.contains(name) && !UnitOptions.divides(name, division));
    if (!others.isEmpty()) {
      notes.add("not released: " + String.join(", ", others));
    }
    Map<String, Labels> kept = new LinkedHashMap<>(table.rows().labels());
    kept.keySet()
        .retainAll(InputOptions.labels(labels, UnitOptions.columns(division), apart.categories()));
    return apart.withLabels(kept);
  }

  /** The rows with these labels and no others. */
  static LabelledRows only(LabelledRows rows, List<String> labels) {
    Map<String, Labels> kept = new LinkedHashMap<>(rows.labels());
    kept.keySet().retainAll(labels);
    return new LabelledRows(rows.features(), rows.rows(), kept);
  }

  /** The same, with its file and with what may help. */
  BadDataException explained(BadDataException e, RoleOptions roles) {
    String hint = read == null ? "" : NumberOptions.hint(read, roles.hide());
    String message = e.getMessage() + (hint.isEmpty() ? "" : "; " + hint);
    return new BadDataException(isGiven() ? InputOptions.prefix(rows.name(), message) : message, e);
  }

  /** What must be said to have the same again; labels go before the numbers. */
  List<String> words(RoleOptions roles) {
    List<String> words = new ArrayList<>();
    if (isGiven()) {
      words.addAll(InputOptions.inputWords(input));
      words.addAll(roles.words());
    }
    words.addAll(numbers.words());
    if (keepSmallClasses) {
      words.add("--keep-small-classes");
    }
    words.addAll(columns.words());
    words.addAll(units.words());
    return words;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
