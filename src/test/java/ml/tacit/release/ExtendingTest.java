package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.BetweenGroupPca;
import example.Clip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.format.Fields;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;

/** The examples of docs/extending.md do what they are there for. */
class ExtendingTest {
  private static final LabelledRows DATA =
      Simulator.standard().withPeople(3).withSeconds(20).generate();

  private final Model model = new BetweenGroupPca().fit(DATA, Roles.keep("activity"));

  @Test
  void aMethodOfOnesOwnMakesARelease() {
    Release release = Release.of(model);
    int classes = DATA.label("activity").classes().size();
    assertEquals(DATA.features(), release.inputs());
    assertEquals("bgpca1", release.outputs().get(0));
    assertEquals(classes - 1, release.outputs().size());
    // The class means have L − 1 dimensions: the eigenvalues add up to the scatter between classes.
    double between = 0;
    for (double value :
        Scatter.of(DATA, List.of("activity")).snapshot().betweenFactor("activity").data) {
      between += value * value;
    }
    assertEquals(between, model.discriminantInformation(), 1e-9 * between);
  }

  @Test
  void aStepOfOnesOwnIsAppliedAndItsFormatReadsWhatItWrote() throws IOException {
    double[] low = new double[model.steps().get(0).outputs()];
    double[] high = low.clone();
    Arrays.fill(low, -1);
    Arrays.fill(high, 2);
    Clip clip = new Clip(low, high);
    Release release = Release.of(model).withStep(clip);
    double[] released = release.transform(DATA).rows().data;
    assertTrue(Arrays.stream(released).allMatch(value -> value >= -1 && value <= 2));
    assertTrue(Arrays.stream(released).anyMatch(value -> value == 2), "something was clipped");

    TensorFile.Kind kind = new TensorFile.Kind("test", "step");
    TensorWriter tensors = new TensorWriter();
    Map<String, Object> fields = StepWriter.write(new ClipFormat(), clip, "steps.1", tensors);
    TensorFile.Content file =
        TensorFile.parse(kind, TensorFile.bytes(kind, "1", fields, tensors), "1");
    StepReader reader =
        new StepReader("steps.1", file.description(), low.length, file.tensors(), new HashMap<>());
    Clip read = new ClipFormat().read(reader);
    assertArrayEquals(low, read.low());
    assertArrayEquals(high, read.high());

    BadDataException refused =
        assertThrows(BadDataException.class, () -> release.writeTo(new ByteArrayOutputStream()));
    assertTrue(refused.getMessage().contains("example.Clip"), "without its line in StepFormats");
  }

  @Test
  void aSectionIsWrittenAndAReaderWithoutItSkipsIt() throws IOException {
    Release release = Release.of(model);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    release.withSection(new PurposeSection("fall detection")).writeTo(bytes);
    TensorFile.Content file =
        TensorFile.parse(
            new TensorFile.Kind("tacit-model", "model"), bytes.toByteArray(), ModelFile.VERSION);
    Map<?, ?> sections = Fields.object("sections", file.description().get("sections"));
    PurposeSection read =
        PurposeSection.read(Fields.object("purpose", sections.get(PurposeSection.NAME)));
    assertEquals("fall detection", read.purpose());

    Release without = Release.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertArrayEquals(release.transform(DATA).rows().data, without.transform(DATA).rows().data);
  }
}
