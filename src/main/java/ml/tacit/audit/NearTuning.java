package ml.tacit.audit;

import java.util.Arrays;

/**
 * The inner split and the labels, in positions of {@link Scene#near}: what distance methods work
 * on.
 *
 * @param labels the class per near row
 * @param all every position
 * @param fit positions to fit while tuning
 * @param tune positions to choose settings on
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record NearTuning(int[] labels, int[] all, int[] fit, int[] tune) {

  static NearTuning of(Scene scene, Task task) {
    int[] near = scene.near();
    int[] labels = Arrays.stream(near).map(row -> task.labels()[row]).toArray();
    int[] fit = positions(near, task.inner().fit());
    int[] tune = positions(near, task.inner().tune());
    return new NearTuning(labels, Scene.all(near.length), fit, tune.length == 0 ? fit : tune);
  }

  private static int[] positions(int[] near, int[] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.binarySearch(near, row))
        .filter(p -> p >= 0)
        .toArray();
  }

  /** For reports: how many rows were learned from, if not all. */
  String thinned(int trainRows) {
    return all.length == trainRows ? "" : ", " + all.length + " of " + trainRows + " rows";
  }
}
