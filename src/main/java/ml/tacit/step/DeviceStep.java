package ml.tacit.step;

import java.util.Optional;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A step whose output depends on earlier rows of the same device. The step itself is immutable and
 * thread-safe; what it remembers stands in a {@link Memory} that the caller holds, one per device.
 *
 * <p>Rows of a device give the same bits one by one and in blocks, in the same order.
 */
public interface DeviceStep extends Step {

  /**
   * What a new device remembers.
   *
   * @return an empty memory
   */
  Memory memory();

  /**
   * Applies the step to the next rows of a device.
   *
   * @param rows n × d, finite, in the order of time, only read
   * @param memory of this device and this step; the rows are added to it
   * @return n × m, fresh
   * @throws BadDataException if a decision is none that the step knows
   */
  DMatrixRMaj apply(DMatrixRMaj rows, Memory memory);

  /** Refuses: without a device there is no history. */
  @Override
  default DMatrixRMaj apply(DMatrixRMaj rows) {
    throw new BadDataException(
        "the release has a step of own history, so that it needs a device: release.forDevice() in Java, transform"
            + " --device COL");
  }

  /**
   * A step as one of a device, also where it is wired by {@link On}.
   *
   * @param step any step
   * @return the step, or empty where it has no memory
   */
  static Optional<DeviceStep> of(Step step) {
    if (step instanceof DeviceStep device) {
      return Optional.of(device);
    }
    return step instanceof On on ? of(on.inner()).map(inner -> wired(on, inner)) : Optional.empty();
  }

  private static DeviceStep wired(On on, DeviceStep inner) {
    return new DeviceStep() {
      @Override
      public int inputs() {
        return on.inputs();
      }

      @Override
      public int outputs() {
        return on.outputs();
      }

      @Override
      public Memory memory() {
        return inner.memory();
      }

      @Override
      public DMatrixRMaj apply(DMatrixRMaj rows, Memory memory) {
        return on.joined(rows, inner.apply(on.taken(rows), memory));
      }
    };
  }
}
