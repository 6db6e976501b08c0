package ml.tacit.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ml.tacit.release.Release;
import ml.tacit.release.Releaser;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Each sample gives what a releaser of each device gives, row after row. */
class StreamsTest {
  private static final LabelledRows ROWS = Latency.rows(20);
  private static final Release RELEASE =
      Release.of(
          Steps.parse("decide logistic | residual 2 | rank 20")
              .withSeed(1)
              .fit(ROWS, Roles.keep("activity").withHide("person")));
  private static final int COUNT = 200;

  private static String device(int i) {
    return "device" + i % 3;
  }

  private static double[] row(int i) {
    int d = ROWS.features().size();
    return Arrays.copyOfRange(ROWS.rows().data, i * d, (i + 1) * d);
  }

  /** Of devices whose rows come in turns. */
  private static List<double[]> expected() {
    Map<String, Releaser> own = new HashMap<>();
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      expected.add(own.computeIfAbsent(device(i), name -> RELEASE.forDevice()).transform(row(i)));
    }
    assertTrue(RELEASE.needsDevice());
    return expected;
  }

  private static void assertSame(List<double[]> found) {
    List<double[]> expected = expected();
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i));
    }
  }

  @Test
  void kafka() {
    List<double[]> found = new ArrayList<>();
    try (TopologyTestDriver driver =
        new TopologyTestDriver(KafkaRelease.topology(RELEASE), new Properties())) {
      TestInputTopic<String, double[]> raw =
          driver.createInputTopic("raw", new StringSerializer(), KafkaRelease.ROW.serializer());
      TestOutputTopic<String, double[]> released =
          driver.createOutputTopic(
              "released", new StringDeserializer(), KafkaRelease.ROW.deserializer());
      for (int i = 0; i < COUNT; i++) {
        raw.pipeInput(device(i), row(i));
      }
      for (KeyValue<String, double[]> one : released.readKeyValuesToList()) {
        assertEquals(device(found.size()), one.key);
        found.add(one.value);
      }
    }
    assertSame(found);
  }

  @Test
  void flinkAfterTheJourneyToAWorker() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new FlinkRelease(RELEASE));
    }
    FlinkRelease function;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      function = (FlinkRelease) in.readObject();
    }
    function.open(new OpenContext() {});
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      found.add(function.map(FlinkRelease.Row.of(device(i), row(i))).numbers);
    }
    assertSame(found);
  }

  @Test
  void spring() throws Exception {
    MockMvc service =
        MockMvcBuilders.standaloneSetup(new SpringRelease.Controller(RELEASE)).build();
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String answer =
          service
              .perform(
                  MockMvcRequestBuilders.post("/devices/{device}/rows", device(i))
                      .contentType(MediaType.APPLICATION_JSON)
                      .content(Arrays.toString(row(i))))
              .andExpect(MockMvcResultMatchers.status().isOk())
              .andReturn()
              .getResponse()
              .getContentAsString();
      found.add(
          Arrays.stream(answer.substring(1, answer.length() - 1).split(","))
              .mapToDouble(Double::parseDouble)
              .toArray());
    }
    assertSame(found);
    String problem =
        service
            .perform(
                MockMvcRequestBuilders.post("/devices/d/rows")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("[1, 2]"))
            .andExpect(MockMvcResultMatchers.status().isBadRequest())
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertTrue(problem.contains("2 given, the model has"), problem);
    assertFalse(problem.contains("\n"));
  }
}
