package ml.tacit.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Properties;
import ml.tacit.release.Release;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Rows of the topic {@code raw} to the topic {@code released}; the key names the device. */
public final class KafkaRelease {
  static final Serde<double[]> ROW =
      Serdes.serdeFrom(
          (topic, row) -> {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * row.length);
            bytes.asDoubleBuffer().put(row);
            return bytes.array();
          },
          (topic, bytes) -> {
            double[] row = new double[bytes.length / Double.BYTES];
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(row);
            return row;
          });

  private KafkaRelease() {}

  static Topology topology(Release release) {
    StreamsBuilder streams = new StreamsBuilder();
    streams.stream("raw", Consumed.with(Serdes.String(), ROW))
        .processValues(() -> new Processor(release))
        .to("released", Produced.with(Serdes.String(), ROW));
    return streams.build();
  }

  /** One for each partition of the topic, and in it all rows of its devices, in order. */
  private static final class Processor
      extends ContextualFixedKeyProcessor<String, double[], double[]> {
    private final Devices devices;

    Processor(Release release) {
      devices = new Devices(release);
    }

    @Override
    public void process(FixedKeyRecord<String, double[]> row) {
      context().forward(row.withValue(devices.next(row.key(), row.value())));
    }
  }

  /** Arguments: the model file and the address of a broker. */
  public static void main(String[] arguments) throws IOException {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tacit");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1]);
    KafkaStreams streams =
        new KafkaStreams(topology(Release.load(Path.of(arguments[0]))), properties);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }
}
