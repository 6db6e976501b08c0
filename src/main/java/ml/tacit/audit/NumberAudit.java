package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.NumberAttack;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.NumberTest;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * Attacks a private number, an age say, that is read as a label: ridge regression and trees learn
 * it, and are judged against the mean of the utility class.
 *
 * <pre>{@code
 * LabelledRows rows = CsvReader.readAll(file, ColumnRoles.labels("income", "age"));
 * List<NumberFinding> found = NumberAudit.of("income", "age").run(new AuditRows(train, test));
 * }</pre>
 *
 * <p>Immutable; the same bits for a seed on any number of threads.
 */
public final class NumberAudit {
  private static final double LEVEL = 0.95;
  private static final int PERMUTATIONS = 1999;

  private final String keep;
  private final String column;
  private final Unit unit;
  private final long seed;

  private NumberAudit(String keep, String column, Unit unit, long seed) {
    this.keep = keep;
    this.column = column;
    this.unit = unit;
    this.seed = seed;
  }

  /**
   * Of rows that are each a unit of their own.
   *
   * @param keep the utility label, or null
   * @param column the private number, a label column whose classes are numbers
   * @return the audit
   */
  public static NumberAudit of(String keep, String column) {
    return new NumberAudit(keep, column, Unit.ROWS, 1);
  }

  /**
   * Rows of a unit hang together.
   *
   * @param unit {@link Unit#ROWS} or a column; blocks of cells do not exist for a number
   * @return a new audit
   */
  public NumberAudit withUnit(Unit unit) {
    if (unit.equals(Unit.BLOCKS)) {
      throw new IllegalArgumentException(
          "unit of '" + column + "': block given, row or a column expected");
    }
    return new NumberAudit(keep, column, unit, seed);
  }

  /**
   * {@return a new audit with this seed}
   *
   * @param seed of trees and permutations
   */
  public NumberAudit withSeed(long seed) {
    return new NumberAudit(keep, column, unit, seed);
  }

  /**
   * Attacks the rows.
   *
   * @param rows the private number is a label of them, and no feature
   * @return a finding per adversary, stage {@link Finding#BEFORE}
   * @throws BadDataException if a value of the column is no number, or all are equal
   */
  public List<NumberFinding> run(AuditRows rows) {
    return stage(Finding.BEFORE, rows);
  }

  /**
   * Attacks raw and released rows.
   *
   * @param before raw rows
   * @param after the same rows as released, in the same order, with the same labels
   * @return a finding per adversary and stage
   * @throws BadDataException as {@link #run(AuditRows)}, or if the labels differ
   */
  public List<NumberFinding> run(AuditRows before, AuditRows after) {
    InputCheck.sameLabels(before, after, keep == null ? List.of(column) : List.of(keep, column));
    List<NumberFinding> all = new ArrayList<>(stage(Finding.BEFORE, before));
    all.addAll(stage(Finding.AFTER, after));
    return List.copyOf(all);
  }

  private List<NumberFinding> stage(String stage, AuditRows rows) {
    InputCheck.numbers(stage, rows);
    ClassCodes kept = keep == null ? ClassCodes.none(rows) : ClassCodes.of(keep, rows);
    double[] learned = numbers(rows.train().label(column));
    double[] truth = numbers(rows.test().label(column));
    double[] means = means(learned, kept);
    double[] target = learned.clone();
    Arrays.setAll(target, row -> learned[row] - mean(means, kept.train()[row]));
    double[] blind = new double[truth.length];
    Arrays.setAll(blind, row -> truth[row] - mean(means, kept.test()[row]));
    Map<String, double[]> answers =
        NumberAttack.answers(rows.attacked(Scaling.STANDARDISED, Budget.FULL), target, seed);
    Blocks units =
        unit.column()
            .map(name -> rows.test().label(name).codes())
            .map(codes -> Blocks.numbered(Arrays.stream(codes).asLongStream().toArray()))
            .orElseGet(() -> Blocks.single(truth.length));
    // Whole units change places, whatever utility classes their rows have.
    int[] stratum = unit.column().isPresent() ? new int[truth.length] : kept.test();
    List<double[]> said = List.copyOf(answers.values());
    NumberTest test = new NumberTest(units, stratum, blind, said, PERMUTATIONS, seed);
    List<double[]> gains = said.stream().map(answer -> gains(blind, answer)).toList();
    double[][] limits = new Limits(units, LEVEL).ofMeans(gains);
    List<NumberFinding> findings = new ArrayList<>();
    int a = 0;
    for (String adversary : answers.keySet()) {
      double[] answer = said.get(a);
      double[] errors = new double[truth.length];
      Arrays.setAll(errors, row -> Math.abs(blind[row] - answer[row]));
      findings.add(
          new NumberFinding(
              stage,
              column,
              adversary,
              Influence.mean(gains.get(a)),
              limits[a][0],
              limits[a][1],
              Influence.mean(errors),
              Influence.mean(Arrays.stream(blind).map(Math::abs).toArray()),
              test.joint(a)));
      a++;
    }
    return findings;
  }

  /** Values whose mean is R²: the ratio and each row's influence on it. */
  private static double[] gains(double[] blind, double[] answer) {
    double total = Arrays.stream(blind).map(off -> off * off).average().orElseThrow();
    double[] left = new double[blind.length];
    Arrays.setAll(left, row -> (blind[row] - answer[row]) * (blind[row] - answer[row]));
    double ratio = Influence.mean(left) / total;
    double[] gains = new double[blind.length];
    Arrays.setAll(gains, row -> 1 - ratio - (left[row] - ratio * blind[row] * blind[row]) / total);
    return gains;
  }

  /** Training mean of each utility class, and of all rows at the end. */
  private static double[] means(double[] numbers, ClassCodes kept) {
    double[] sums = new double[kept.names().size() + 1];
    int[] rows = new int[sums.length];
    for (int row = 0; row < numbers.length; row++) {
      sums[kept.train()[row]] += numbers[row];
      rows[kept.train()[row]]++;
    }
    double all = Arrays.stream(numbers).average().orElseThrow();
    Arrays.setAll(sums, c -> rows[c] == 0 ? all : sums[c] / rows[c]);
    return sums;
  }

  private static double mean(double[] means, int code) {
    return means[code < 0 ? means.length - 1 : code];
  }

  private double[] numbers(Labels labels) {
    double[] ofClass =
        labels.classes().stream()
            .mapToDouble(
                name -> {
                  try {
                    double value = Double.parseDouble(name.trim());
                    if (Double.isFinite(value)) {
                      return value;
                    }
                  } catch (NumberFormatException notOne) {
                    // said below, as for infinite ones
                  }
                  throw new BadDataException(
                      String.format(
                          Locale.ROOT,
                          "private number '%s': '%s' given, a finite number expected",
                          column,
                          name));
                })
            .toArray();
    double[] numbers = Arrays.stream(labels.codes()).mapToDouble(code -> ofClass[code]).toArray();
    if (Arrays.stream(numbers).distinct().count() < 2) {
      throw new BadDataException(
          String.format(Locale.ROOT, "private number '%s': 1 value, at least 2 expected", column));
    }
    return numbers;
  }
}
