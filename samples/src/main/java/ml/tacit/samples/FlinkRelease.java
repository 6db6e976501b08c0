package ml.tacit.samples;

import ml.tacit.release.Release;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Rows of a stream, released. Flink sends the function, and the release in it, to its workers. */
public final class FlinkRelease extends RichMapFunction<FlinkRelease.Row, FlinkRelease.Row> {
  private static final long serialVersionUID = 1L;

  private final Release release;
  private transient Devices devices;

  /** A row of a device. */
  public static final class Row {
    public String device = "";
    public double[] numbers = {};

    public static Row of(String device, double[] numbers) {
      Row row = new Row();
      row.device = device;
      row.numbers = numbers;
      return row;
    }
  }

  FlinkRelease(Release release) {
    this.release = release;
  }

  /** All rows of a device meet the same instance of the function, in order. */
  static DataStream<Row> of(DataStream<Row> raw, Release release) {
    return raw.keyBy(row -> row.device).map(new FlinkRelease(release));
  }

  @Override
  public void open(OpenContext context) {
    devices = new Devices(release);
  }

  @Override
  public Row map(Row raw) {
    return Row.of(raw.device, devices.next(raw.device, raw.numbers));
  }
}
