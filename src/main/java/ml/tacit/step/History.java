package ml.tacit.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code rank M} and {@code relative M [--scaled]}: channels and components relative to the
 * device's own last M rows of the same decision.
 */
final class History implements Part {
  static final String RANK = "rank";
  static final String RELATIVE = "relative";

  private static final String SCALED = "--scaled";
  private static final int MOST = 100_000;

  private final String word;
  private final int last;
  private final boolean scaled;

  private History(String word, int last, boolean scaled) {
    this.word = word;
    this.last = last;
    this.scaled = scaled;
  }

  static History rank(int last) {
    return new History(RANK, requireLast(last), false);
  }

  static History relative(int last, boolean scaled) {
    return new History(RELATIVE, requireLast(last), scaled);
  }

  static Part parseRank(PartText text) {
    return rank(text.count("M", 2, MOST));
  }

  static Part parseRelative(PartText text) {
    return relative(text.count("M", 2, MOST), text.flag(SCALED));
  }

  private static int requireLast(int last) {
    if (last < 2 || last > MOST) {
      throw BadDataException.of("last: %s rows, from 2 to %s are expected", last, MOST);
    }
    return last;
  }

  @Override
  public void fit(Flow flow) {
    int[] channels =
        Arrays.stream(flow.released()).filter(id -> isNumber(flow.column(id).kind())).toArray();
    if (channels.length == 0) {
      throw new BadDataException(
          "steps: '"
              + this
              + "': no channel is there to compare; 'extra COL' or 'residual R' comes before it");
    }
    int[] codes = Arrays.stream(flow.released()).filter(id -> flow.column(id).isCode()).toArray();
    List<Integer> levels =
        Arrays.stream(codes).mapToObj(id -> flow.column(id).levels().size()).toList();
    OwnRows own = new OwnRows(last, levels, channels.length);
    DeviceStep step =
        word.equals(RANK) ? new Rank(own, flow.nextDraw()) : new Relative(own, scaled);
    int[] takes = joined(codes, word.equals(RANK) ? flow.coins() : new int[0], channels);
    List<Column> gives = new ArrayList<>();
    for (int id : channels) {
      gives.add(Column.of(flow.column(id).name() + "_" + word, Column.Kind.CHANNEL));
    }
    int[] given = flow.add(step, takes, gives, replay(step, flow.values(takes), flow.devices()));
    flow.release(joined(codes, given));
  }

  private static int[] joined(int[]... ids) {
    return Arrays.stream(ids).flatMapToInt(Arrays::stream).toArray();
  }

  private static boolean isNumber(Column.Kind kind) {
    return kind == Column.Kind.CHANNEL || kind == Column.Kind.COMPONENT;
  }

  /** The rows in their order, with a memory per device. */
  private static DMatrixRMaj replay(DeviceStep step, DMatrixRMaj rows, Labels devices) {
    Map<Integer, Memory> memories = new LinkedHashMap<>();
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, step.outputs());
    for (int i = 0; i < rows.numRows; i++) {
      Memory memory = memories.computeIfAbsent(devices.code(i), device -> step.memory());
      double[] row = Arrays.copyOfRange(rows.data, i * rows.numCols, (i + 1) * rows.numCols);
      DMatrixRMaj one = step.apply(DMatrixRMaj.wrap(1, row.length, row), memory);
      System.arraycopy(one.data, 0, result.data, i * result.numCols, result.numCols);
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History part
        && word.equals(part.word)
        && last == part.last
        && scaled == part.scaled;
  }

  @Override
  public int hashCode() {
    return 31 * word.hashCode() + last;
  }

  @Override
  public String toString() {
    return word + " " + last + (scaled ? " " + SCALED : "");
  }
}
