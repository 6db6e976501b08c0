package ml.tacit.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.attack.Promise;
import ml.tacit.format.MadeUpFile;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Each kind of step in a model file. What is taken makes something of a row or refuses it. */
public final class StepsOfModelFuzz implements Fuzzed {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("test", "step");
  private static final int MOST_COLUMNS = 9;

  @Override
  public Promise promise() {
    return Promise.MODELS;
  }

  @Override
  public void read(byte[] data) {
    TensorFile.Content content = TensorFile.parse(KIND, MadeUpFile.of(KIND, data), versions());
    int inputs = Integer.parseInt(content.version());
    Step step = StepReader.readOne("steps.0", content.description(), inputs, content.tensors());
    step.guarantee();
    step.warnings();
    if (step.inputs() != inputs) {
      return; // a release refuses it
    }
    DMatrixRMaj row;
    try {
      row = step.apply(new DMatrixRMaj(1, inputs));
    } catch (BadDataException e) {
      return; // the row is not of its kind, or the key is elsewhere
    }
    if (row.numRows != 1 || row.numCols != step.outputs()) {
      throw new AssertionError(row.numRows + " x " + row.numCols + ", not 1 x " + step.outputs());
    }
    StepWriter.write(step, "steps.0", new TensorWriter());
  }

  /** The version says how many columns come in. */
  private static String[] versions() {
    String[] versions = new String[MOST_COLUMNS + 1];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = Integer.toString(i);
    }
    return versions;
  }

  @Override
  public List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (Step step : Stream.concat(PlanFormatsTest.steps(), ChannelFormatsTest.steps()).toList()) {
      TensorWriter tensors = new TensorWriter();
      Map<String, Object> fields = StepWriter.write(step, "steps.0", tensors);
      byte[] file = TensorFile.bytes(KIND, Integer.toString(step.inputs()), fields, tensors);
      seeds.add(MadeUpFile.taken(KIND, file));
    }
    return seeds;
  }
}
