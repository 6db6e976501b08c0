package ml.tacit.leak;

import ml.tacit.table.Labels;

/** Which rows belong to the first third of their (person, utility class) run. */
final class FirstThird {
  private FirstThird() {}

  static boolean[] of(Labels hide, Labels given) {
    int people = hide.classes().size();
    int[] size = new int[people * (given == null ? 1 : given.classes().size())];
    for (int row = 0; row < hide.size(); row++) {
      size[Runs.run(hide, given, row)]++;
    }
    int[] seen = new int[size.length];
    boolean[] first = new boolean[hide.size()];
    for (int row = 0; row < first.length; row++) {
      int run = Runs.run(hide, given, row);
      first[row] = seen[run]++ < size[run] / 3;
    }
    return first;
  }
}
