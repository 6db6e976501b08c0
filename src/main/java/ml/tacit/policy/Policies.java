package ml.tacit.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;

/**
 * The candidates, as data: what is tried on which rows. {@code docs/policies.md} has the table, and
 * how it came about.
 */
public final class Policies {
  /**
   * When, and what. In a text {@code {k}} is the number of classes to keep (4 at least), {@code
   * {2k}} twice that, {@code {c}} the most discriminant components; {@code {b}} is {@code
   * --balanced} where hidden classes are unequal, and {@code {m}} is {@code boosted} where utility
   * is an area and trees are quick: games have these scores, too.
   */
  private static final List<Line> TABLE =
      List.of(
          // One code a row. An area under the curve needs cells in several heights.
          line(Shape::isAccuracy, "decide"),
          line(Shape::isAccuracy, "decide logistic"),
          line(Shape::isAccuracyByTrees, "decide boosted"),
          line(Shape::isMany, "game {k} --leak 0.01{b}"),
          line(Shape::isMany, "game {2k} --leak 0{b}"),
          line(Shape::isMany, "game {2k} --leak 0.01{b}"),
          line(Shape::isMany, "game {4k} --leak 0.01{b}"),
          line(shape -> shape.isMany() && !shape.isAccuracy(), "game {4k} --leak 0{b}"),
          line(shape -> shape.isMany() && !shape.isAccuracy(), "game {2k} --leak 0{b} --unknown"),
          // One of few rows in the original columns.
          line(Shape::isMany, "codebook {2k} --leak 0.01{b}"),
          line(Shape::isMany, "codebook {4k} --leak 0.01{b}"),
          line(Shape::isMany, "codebook {4k} --leak 0{b}"),
          line(shape -> shape.isMany() && !shape.isAccuracy(), "codebook {10k} --leak 0{b}"),
          // The decision, and beside it what is left of components under noise.
          line(Shape::isAny, "decide{m} | collapse 0.1 | noise 0.3"),
          line(Shape::isAny, "decide{m} | collapse 0.1 | noise 0.6"),
          line(Shape::isAny, "decide{m} | collapse 0.25 | noise 1"),
          line(Shape::isAccuracyByTrees, "decide boosted | collapse 0.1 | noise 0.6"),
          // The decision, and beside it change against the device's own past.
          line(Shape::hasDevice, "decide | residual 2 | relative 20 --scaled"),
          line(Shape::hasDevice, "decide | residual 5 | relative 20 --scaled"),
          line(Shape::hasDevice, "decide | residual 5 | rank 20"),
          // Baselines.
          line(Shape::isAny, "method dca --components {c}"),
          line(Shape::isAny, "method ruca --components {c} --price 10"),
          line(Shape::isAny, "method pca --components {c}"),
          line(Shape::isAny, "method rdca"));

  private Policies() {}

  /**
   * What is tried on such rows.
   *
   * @param rows the rows that candidates are fitted to; of them only their number, columns and
   *     classes count
   * @param roles the label to keep and those to hide
   * @param wants kinds of release
   * @param device whether rows are released on a device that remembers its own
   * @return candidates in a fixed order, at most 24, baselines last
   */
  public static List<Policy> of(LabelledRows rows, Roles roles, Set<Want> wants, boolean device) {
    Shape shape = Shape.of(rows, roles, device);
    return TABLE.stream()
        .filter(line -> line.when.test(shape))
        .map(line -> Policy.parse(shape.filled(line.text)))
        .filter(policy -> wants.contains(policy.want()))
        .distinct()
        .toList();
  }

  /** The texts of the table, their numbers open. */
  static List<String> table() {
    return TABLE.stream().map(Line::text).toList();
  }

  private record Line(Predicate<Shape> when, String text) {}

  private static Line line(Predicate<Shape> when, String text) {
    return new Line(when, text);
  }
}
