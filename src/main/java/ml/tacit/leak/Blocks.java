package ml.tacit.leak;

import java.util.Map;
import java.util.TreeMap;

/**
 * Independent blocks, packed so that none is much lighter than the heaviest.
 *
 * <p>A block is {@code length} units in order of one run, the last of a run perhaps shorter.
 * Several light blocks, of whatever runs, count as one as long as they weigh no more than the
 * heaviest: what they hold together is as independent of the rest as each of them is. Packing looks
 * at weights only, which are known before any cell is.
 *
 * @param count how many there are after packing
 * @param heaviest the weight of the heaviest; all together weigh 1
 * @param squares the sum of the squared weights before packing
 * @param single whether every block is one unit and all weigh the same
 */
record Blocks(int count, double heaviest, double squares, boolean single) {
  /** Weights that differ by less are equal: rounding, no row weighs so little. */
  private static final double SLACK = 1e-9;

  /** Blocks of so many units; {@link Integer#MAX_VALUE} makes each run one. */
  static Blocks of(Runs runs, int length) {
    TreeMap<Double, Integer> weights = new TreeMap<>();
    double squares = 0;
    boolean single = true;
    for (int r = 0; r < runs.count(); r++) {
      int whole = runs.size(r) / length;
      int rest = runs.size(r) % length;
      double weight = runs.weight()[r];
      squares += whole * square(length * weight) + square(rest * weight);
      add(weights, length * weight, whole);
      add(weights, rest * weight, rest > 0 ? 1 : 0);
      single &= length == 1 && weight == runs.weight()[0];
    }
    double heaviest = weights.lastKey();
    return new Blocks(packed(weights, heaviest), heaviest, squares, single);
  }

  private static double square(double x) {
    return x * x;
  }

  private static void add(Map<Double, Integer> counts, double key, int count) {
    if (count > 0) {
      counts.merge(key, count, Integer::sum);
    }
  }

  /** Heavy ones first, each into the fullest bin that takes it. */
  private static int packed(TreeMap<Double, Integer> weights, double capacity) {
    TreeMap<Double, Integer> rooms = new TreeMap<>();
    int bins = 0;
    for (Map.Entry<Double, Integer> entry : weights.descendingMap().entrySet()) {
      double weight = entry.getKey();
      int left = entry.getValue();
      while (left > 0) {
        Map.Entry<Double, Integer> room = rooms.ceilingEntry(weight * (1 - SLACK));
        double space = room == null ? capacity : room.getKey();
        int each = Math.max(1, (int) (space / weight + SLACK));
        int used = (left + each - 1) / each;
        if (room == null) {
          bins += used;
        } else {
          used = Math.min(used, room.getValue());
          rooms.remove(space);
          add(rooms, space, room.getValue() - used);
        }
        int last = Math.min(each, left - (used - 1) * each);
        add(rooms, Math.max(0, space - each * weight), used - 1);
        add(rooms, Math.max(0, space - last * weight), 1);
        left -= (used - 1) * each + last;
      }
    }
    return bins;
  }
}
