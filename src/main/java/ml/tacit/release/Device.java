package ml.tacit.release;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.step.DeviceStep;
import ml.tacit.step.Memory;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/**
 * What one device remembers: a memory for each step of own history, in their order. Not
 * thread-safe.
 *
 * @param memories none where the release has no such step
 */
record Device(List<Memory> memories) {
  /** As many rows go through all steps at a time, since features between them may be wide. */
  private static final int ROWS = 256;

  Device {
    memories = List.copyOf(memories);
  }

  /** A device without a row. */
  static Device fresh(Release release) {
    return new Device(
        release.steps().stream()
            .flatMap(step -> DeviceStep.of(step).stream())
            .map(DeviceStep::memory)
            .toList());
  }

  /**
   * Rows through the steps.
   *
   * @param rows n × inputs, checked, in the order of time
   * @param devices which device each row is of; their memories change
   */
  static DMatrixRMaj apply(Release release, DMatrixRMaj rows, Device... devices) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, release.outputs().size());
    for (int from = 0; from < rows.numRows; from += ROWS) {
      int to = Math.min(from + ROWS, rows.numRows);
      DMatrixRMaj chunk =
          DMatrixRMaj.wrap(
              to - from,
              rows.numCols,
              Arrays.copyOfRange(rows.data, from * rows.numCols, to * rows.numCols));
      Device[] own = Arrays.copyOfRange(devices, from, to);
      int history = 0;
      for (Step step : release.steps()) {
        Optional<DeviceStep> remembers = DeviceStep.of(step);
        chunk =
            remembers.isEmpty() ? step.apply(chunk) : each(remembers.get(), chunk, own, history);
        history += remembers.isEmpty() ? 0 : 1;
      }
      System.arraycopy(chunk.data, 0, result.data, from * result.numCols, chunk.data.length);
    }
    return result;
  }

  /** Each device's rows through a step of own history. */
  private static DMatrixRMaj each(
      DeviceStep step, DMatrixRMaj rows, Device[] devices, int history) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, step.outputs());
    for (Map.Entry<Device, int[]> own : rowsOf(devices).entrySet()) {
      DMatrixRMaj given =
          step.apply(select(rows, own.getValue()), own.getKey().memories.get(history));
      for (int i = 0; i < own.getValue().length; i++) {
        System.arraycopy(
            given.data,
            i * given.numCols,
            result.data,
            own.getValue()[i] * given.numCols,
            given.numCols);
      }
    }
    return result;
  }

  /** By device, not by what it remembers: two may remember the same. */
  private static Map<Device, int[]> rowsOf(Device[] devices) {
    Map<Device, int[]> rows = new IdentityHashMap<>();
    Map<Device, Integer> counts = new IdentityHashMap<>();
    for (Device device : devices) {
      counts.merge(device, 1, Integer::sum);
    }
    counts.forEach((device, count) -> rows.put(device, new int[count]));
    for (int i = devices.length - 1; i >= 0; i--) {
      int left = counts.merge(devices[i], -1, Integer::sum);
      rows.get(devices[i])[left] = i;
    }
    return rows;
  }

  private static DMatrixRMaj select(DMatrixRMaj rows, int[] chosen) {
    if (chosen.length == rows.numRows) {
      return rows;
    }
    DMatrixRMaj some = new DMatrixRMaj(chosen.length, rows.numCols);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(
          rows.data, chosen[i] * rows.numCols, some.data, i * rows.numCols, rows.numCols);
    }
    return some;
  }
}
