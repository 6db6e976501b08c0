package ml.tacit.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.tacit.format.Json;
import ml.tacit.release.Release;
import ml.tacit.step.Coins;
import ml.tacit.step.Encode;
import ml.tacit.step.On;
import ml.tacit.subspace.Step;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;

/**
 * A release as an ONNX file: what ONNX Runtime and others run, on a phone or behind a service, with
 * the numbers of {@link Release#transform(org.ejml.data.DMatrixRMaj)}.
 *
 * <p>The graph has one input, {@value #INPUT}, n × inputs numbers in the order of {@link
 * Release#inputs}, and one output, {@value #OUTPUT}, n × outputs; n is free. A release with an
 * {@linkplain Release#encoding encoding} has an input for each column of the table instead, under
 * its name, n × 1: numbers, where NaN is missing, or texts, where the empty one is. Numbers in and
 * out are single precision, or double if asked for; all arithmetic between is double, since single
 * precision does not keep 1e-6 of columns that are large against their deviation. Metadata name
 * method, columns and version. No name of a hidden label or class, no count and no key is in it.
 *
 * <p>Values are not checked: an input that is not finite gives an output that is not, where {@code
 * transform} refuses. The same release gives the same bytes. Immutable and thread-safe. Needs
 * {@code org.tribuo:tribuo-util-onnx}, which has the messages of the format.
 */
public final class OnnxExport {
  /** The name of the input where numbers go in. */
  public static final String INPUT = "input";

  /** The name of the output of every graph. */
  public static final String OUTPUT = "output";

  private final Release release;
  private final DataType type;

  private OnnxExport(Release release, DataType type) {
    this.release = release;
    this.type = type;
  }

  /**
   * A release with input and output in single precision.
   *
   * @param release the release
   * @return the export; whether ONNX can say the release is found when it is written
   */
  public static OnnxExport of(Release release) {
    return new OnnxExport(release, DataType.FLOAT);
  }

  /**
   * The same with input and output in double precision.
   *
   * @return the export
   */
  public OnnxExport withDoubles() {
    return new OnnxExport(release, DataType.DOUBLE);
  }

  /**
   * Writes the file, whole or not at all, readable by its owner only, as a model file is.
   *
   * @param file where to; replaced if it exists
   * @throws IOException if writing fails; the file is then as it was
   * @throws BadDataException if ONNX cannot say a step: one line names it and says why
   */
  public void save(Path file) throws IOException {
    byte[] bytes = bytes();
    AtomicFile.writePrivate(file, out -> out.write(bytes));
  }

  /**
   * Writes the bytes of the file.
   *
   * @param out where to; not closed
   * @throws IOException if writing fails
   * @throws BadDataException if ONNX cannot say a step: one line names it and says why
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes());
  }

  private byte[] bytes() {
    List<Step> steps = release.steps();
    requireSayable(steps);
    Graph graph = new Graph();
    String result = inputs(graph);
    for (int i = release.encoding().isPresent() ? 1 : 0; i < steps.size(); i++) {
      try {
        result = StepKinds.add(steps.get(i), result, graph);
      } catch (RefusedStepException e) {
        throw refused(i, e.getMessage());
      }
    }
    ModelProto.Builder model =
        graph
            .model(result, OUTPUT, type, release.outputs().size())
            .setProducerName("tacit")
            .setProducerVersion(release.info().libraryVersion());
    facts()
        .forEach(
            (name, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
    return model.build().toByteArray();
  }

  /** Adds the inputs; returns the name of the numbers that the steps behind an encoding take. */
  private String inputs(Graph graph) {
    if (release.steps().get(0) instanceof Encode encode) {
      return EncodeNodes.add(encode, type, graph);
    }
    graph.input(INPUT, type, release.inputs().size());
    return type == DataType.DOUBLE ? INPUT : graph.cast(INPUT, DataType.DOUBLE);
  }

  /** Coins come before the steps that use them, and it is those that a reader knows. */
  private void requireSayable(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i) instanceof On on ? on.inner() : steps.get(i);
      Optional<String> why = StepKinds.refusal(step);
      if (why.isPresent() && !(step instanceof Coins)) {
        throw refused(i, why.get());
      }
    }
  }

  private BadDataException refused(int step, String why) {
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "step %d of %d, '%s', cannot be said in ONNX: %s",
            step + 1,
            release.steps().size(),
            release.summaries().get(step).step(),
            why));
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("tacit.version", release.info().libraryVersion());
    facts.put("tacit.method", release.info().method());
    facts.put("tacit.inputs", Json.write(release.inputs()));
    facts.put("tacit.outputs", Json.write(release.outputs()));
    facts.put("tacit.levels", Json.write(release.info().levels()));
    facts.put("tacit.privacy", "holds no name of a hidden label or class, and no key");
    return facts;
  }
}
