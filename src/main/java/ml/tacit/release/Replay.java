package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import org.ejml.data.DMatrixRMaj;

/**
 * A release on rows of many devices, which a column tells apart: row by row in their order, with a
 * memory per device, as if each had a {@link Releaser} of its own.
 *
 * <p>The memory of a device is bounded, their number is that of the different values of the column.
 * The column itself is copied only where {@link CopyColumns} names it, and never if it is hidden. A
 * later call goes on where the last one ended. Not thread-safe.
 */
public final class Replay {
  private final Release release;
  private final String column;
  private final Map<String, Device> devices = new LinkedHashMap<>();

  /** Devices from a file that have no row here yet, by {@link DeviceFile#name}. */
  private final Map<String, Device> stored;

  /** Digest of the model; null until it is needed. */
  private String model;

  /** Goes on with stored devices. */
  Replay(Release release, String column, Map<String, Device> stored) {
    this.release = release;
    this.column = column;
    this.stored = new LinkedHashMap<>(stored);
    if (release.inputs().contains(column)) {
      throw new BadDataException(
          "device: column '"
              + column
              + "' is an input of the model, one that names the device is needed");
    }
  }

  /**
   * The column that tells devices apart.
   *
   * @return its name
   */
  public String column() {
    return column;
  }

  /**
   * How many devices are known by now.
   *
   * @return their number
   */
  public int devices() {
    return devices.size() + stored.size();
  }

  /**
   * Releases rows, finding inputs by name.
   *
   * @param rows rows in the order of time, with the inputs among their features and the device
   *     among their labels
   * @param copy which labels go along
   * @return the released rows with those labels, in the order of the rows
   * @throws BadDataException if the device or an input is missing, a number is not finite, or a
   *     column may not be copied
   */
  public LabelledRows transform(LabelledRows rows, CopyColumns copy) {
    Labels labels = rows.label(column);
    String[] names = new String[labels.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = labels.name(i);
    }
    return release.labelled(
        rows, copy, inputs -> release.checked(inputs, checked -> apply(checked, names)));
  }

  /**
   * Streams a CSV file, in memory that grows with the number of devices only: {@link
   * #transform(RowInput, Path, CopyColumns, LongConsumer)} of one file.
   *
   * @param input a CSV file with a header that has all inputs and the device, in any order; rows in
   *     the order of time; may be gzip
   * @param output where to; appears whole or not at all; gzip if its name ends in {@code .gz}
   * @param copy which columns are copied as they stand
   * @param progress told the bytes read so far after each block
   * @return rows written, and what became of the other columns
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if a column is missing, a cell is no finite number, a device is blank,
   *     or a column may not be copied
   */
  public Streamed transformCsv(Path input, Path output, CopyColumns copy, LongConsumer progress)
      throws IOException {
    return transform(RowInput.of(input, release.dialect()), output, copy, progress);
  }

  /**
   * Streams rows, in memory that grows with the number of devices only.
   *
   * @param input where the rows come from, in the order of time; they have all inputs and the
   *     device, in any order
   * @param output where to, in the format that its name says; appears whole or not at all
   * @param copy which columns are copied as they stand
   * @param progress told the bytes read so far after each block
   * @return rows written, and what became of the other columns
   * @throws IOException if reading or writing fails; the output is then as it was
   * @throws BadDataException if a column is missing, a cell is no finite number, a device is blank,
   *     or a column may not be copied
   */
  public Streamed transform(RowInput input, Path output, CopyColumns copy, LongConsumer progress)
      throws IOException {
    return RowStream.run(this, release, input, output, copy, progress);
  }

  /**
   * Writes what all devices remember, to go on with {@link Release#replay(String, Path)}: whole or
   * not at all, readable by its owner only. Names of devices stand in it as digests.
   *
   * @param file where to; replaced if it exists
   * @throws IOException if writing fails; the file is then as it was
   */
  public void save(Path file) throws IOException {
    Map<String, Device> all = new LinkedHashMap<>(stored);
    devices.forEach((name, device) -> all.put(digest(name), device));
    DeviceFile.write(release, all, file);
  }

  /** For rows whose sizes and values were checked. */
  DMatrixRMaj apply(DMatrixRMaj rows, String[] names) {
    Device[] own = new Device[names.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = devices.computeIfAbsent(names[i], this::first);
    }
    return Device.apply(release, rows, own);
  }

  /** The device of a name that has no row here yet. */
  private Device first(String name) {
    Device known = stored.isEmpty() ? null : stored.remove(digest(name));
    return known == null ? Device.fresh(release) : known;
  }

  private String digest(String name) {
    if (model == null) {
      model = DeviceFile.digest(release);
    }
    return DeviceFile.name(model, name);
  }
}
