package ml.tacit.onnx;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import ml.tacit.release.Rounding;
import ml.tacit.table.Grid;

/**
 * The nearest point of each column's grid: (origin + n·step)·10^−decimals, n the whole number
 * nearest to (x·10^decimals − origin)/step. Of a tie both take the even n: {@code Math.rint} here,
 * {@code Round} there, so that equal numbers become the same point.
 */
final class RoundingNodes implements StepNodes<Rounding> {

  @Override
  public Class<Rounding> type() {
    return Rounding.class;
  }

  @Override
  public String add(Rounding rounding, String rows, Graph graph) {
    List<Rounding.Column> columns = rounding.columns();
    int[] random =
        IntStream.range(0, columns.size()).filter(j -> columns.get(j).random()).toArray();
    if (random.length > 0) {
      throw new RefusedStepException(
          "it rounds "
              + random.length
              + (random.length == 1 ? " column" : " columns")
              + " at random under a secret key (HMAC-SHA256); transform with Tacit, or release"
              + " components or decisions");
    }
    double[] up = each(columns, grid -> power(grid.decimals()));
    double[] down = each(columns, grid -> power(-grid.decimals()));
    double[] step = each(columns, Grid::step);
    String origin = graph.row(each(columns, Grid::origin));
    String scaled = graph.by(graph.times(rows, up), down);
    String place = graph.by(graph.node("Sub", scaled, origin), step);
    String units = graph.node("Add", graph.times(graph.node("Round", place), step), origin);
    String rounded = graph.times(graph.by(units, up), down);
    boolean[] hasGrid = new boolean[columns.size()];
    IntStream.range(0, hasGrid.length).forEach(j -> hasGrid[j] = columns.get(j).grid().isPresent());
    return columns.stream().allMatch(column -> column.grid().isPresent())
        ? rounded
        : graph.node("Where", graph.flags(hasGrid), rounded, rows);
  }

  /** 10^decimals where that is above 1: a double up to 10^22, so that one rounding is all. */
  private static double power(int decimals) {
    return decimals > 0 ? Double.parseDouble("1e" + decimals) : 1;
  }

  /** A number of each grid; 1 for columns without one. */
  private static double[] each(List<Rounding.Column> columns, ToDoubleFunction<Grid> number) {
    return columns.stream()
        .mapToDouble(column -> column.grid().map(number::applyAsDouble).orElse(1.0))
        .toArray();
  }
}
