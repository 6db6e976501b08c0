package ml.tacit.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Grid;

/**
 * Grids of columns: tensors {@code step}, {@code origin}, {@code decimals} (whole numbers; step 0
 * for a column that stays as it is), {@code random} (0 or 1) and {@code unit}; the field {@code
 * key} where a column is random.
 */
final class RoundingFormat implements StepFormat<Rounding> {
  private static final String KEY = "key";
  private static final int MOST_DECIMALS = 330;

  @Override
  public String kind() {
    return "round";
  }

  @Override
  public Class<Rounding> type() {
    return Rounding.class;
  }

  @Override
  public void write(Rounding rounding, StepWriter out) {
    String prefix = out.name() + ".";
    out.put("tensors", prefix);
    put(out, "step", rounding, column -> column.grid().map(Grid::step).orElse(0L));
    put(out, "origin", rounding, column -> column.grid().map(Grid::origin).orElse(0L));
    put(out, "decimals", rounding, column -> column.grid().map(Grid::decimals).orElse(0));
    put(out, "random", rounding, column -> column.random() ? 1 : 0);
    put(out, "unit", rounding, Rounding.Column::unit);
    if (!rounding.keyText().isEmpty()) {
      out.put(KEY, rounding.keyText());
    }
  }

  private static void put(
      StepWriter out, String name, Rounding rounding, ToDoubleFunction<Rounding.Column> value) {
    out.tensors()
        .vector(out.name() + "." + name, rounding.columns().stream().mapToDouble(value).toArray());
  }

  @Override
  public Rounding read(StepReader in) {
    double[] step = vector(in, "step", in.inputs());
    double[] origin = vector(in, "origin", step.length);
    double[] decimals = vector(in, "decimals", step.length);
    double[] random = vector(in, "random", step.length);
    double[] unit = vector(in, "unit", step.length);
    List<Rounding.Column> columns = new ArrayList<>();
    for (int j = 0; j < step.length; j++) {
      Optional<Grid> grid =
          step[j] == 0
              ? Optional.empty()
              : Optional.of(
                  new Grid(
                      whole(in, "origin", origin[j]),
                      whole(in, "step", step[j]),
                      decimals(in, decimals[j])));
      columns.add(new Rounding.Column(grid, whole(in, "random", random[j]) != 0, unit[j]));
    }
    return new Rounding(columns, in.key(KEY));
  }

  private static double[] vector(StepReader in, String name, int size) {
    double[] vector = in.tensors().vector(in.text("tensors") + name);
    if (vector.length != size) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%s: %d numbers, %d are expected", in.name(name), vector.length, size));
    }
    return vector;
  }

  private static long whole(StepReader in, String name, double value) {
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw new BadDataException(
          in.name(name) + " holds " + value + ", whole numbers are expected");
    }
    return (long) value;
  }

  /** A power of ten that a double comes near, so that no file asks for a longer number. */
  private static int decimals(StepReader in, double value) {
    if (Math.abs(value) > MOST_DECIMALS) {
      throw new BadDataException(
          in.name("decimals") + " holds " + value + ", at most " + MOST_DECIMALS + " are expected");
    }
    return (int) whole(in, "decimals", value);
  }
}
