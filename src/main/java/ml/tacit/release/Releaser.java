package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * A release on one device: rows in the order of time, each compared with the device's own last ones
 * where a step asks for it. A release without such a step gives the bits of {@link
 * Release#transform(double[])}.
 *
 * <p>What it remembers is bounded: the last M rows of each decision, of the channels compared.
 * {@link #save} writes it; it is as private as the rows, and holds no name. One by one and in
 * blocks, in the same order, rows give the same bits. Not thread-safe: one device, one thread. If a
 * row is refused on the way in, nothing of its block is remembered.
 */
public final class Releaser {
  private final Release release;
  private final Device device;

  Releaser(Release release, Device device) {
    this.release = release;
    this.device = device;
  }

  /**
   * Releases the next row.
   *
   * @param row a finite number per input, only read
   * @return a finite number per output, fresh
   * @throws ml.tacit.table.BadDataException if the count differs or a number is not finite, on the
   *     way in or out
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }

  /**
   * Releases the next rows.
   *
   * @param rows n × inputs, finite, in the order of time, only read
   * @return n × outputs, finite, fresh
   * @throws ml.tacit.table.BadDataException if the count differs or a number is not finite, on the
   *     way in or out, naming row and column
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    Device[] devices = new Device[rows.numRows];
    Arrays.fill(devices, device);
    return release.checked(rows, checked -> Device.apply(release, checked, devices));
  }

  /**
   * Releases the next rows, finding inputs by name.
   *
   * @param rows rows of this device in the order of time, with at least the inputs among their
   *     features
   * @param copy which labels go along
   * @return the released rows with those labels
   * @throws ml.tacit.table.BadDataException if an input is missing, a number is not finite, or a
   *     column may not be copied
   */
  public LabelledRows transform(LabelledRows rows, CopyColumns copy) {
    return release.labelled(rows, copy, this::transform);
  }

  /**
   * Writes what the device remembers, to go on with {@link Release#forDevice(Path)}: whole or not
   * at all, readable by its owner only.
   *
   * @param file where to; replaced if it exists
   * @throws IOException if writing fails; the file is then as it was
   */
  public void save(Path file) throws IOException {
    DeviceFile.write(release, Map.of(DeviceFile.ONE, device), file);
  }
}
