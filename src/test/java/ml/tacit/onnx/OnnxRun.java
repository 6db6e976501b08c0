package ml.tacit.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.release.Release;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** An export in ONNX Runtime. */
final class OnnxRun implements AutoCloseable {
  private final OrtSession session;
  private final boolean doubles;

  private OnnxRun(OrtSession session, boolean doubles) {
    this.session = session;
    this.doubles = doubles;
  }

  static OnnxRun inFloats(Release release) throws Exception {
    return new OnnxRun(session(bytes(OnnxExport.of(release))), false);
  }

  static OnnxRun inDoubles(Release release) throws Exception {
    return new OnnxRun(session(bytes(OnnxExport.of(release).withDoubles())), true);
  }

  static byte[] bytes(OnnxExport export) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.writeTo(out);
    return out.toByteArray();
  }

  private static OrtSession session(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }

  OrtSession session() {
    return session;
  }

  DMatrixRMaj run(DMatrixRMaj rows) throws OrtException {
    return run(Map.of(OnnxExport.INPUT, numbers(rows)));
  }

  /** A table's columns: numbers as a column matrix of their own, texts as classes of labels. */
  DMatrixRMaj run(LabelledRows table, List<String> columns) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (String column : columns) {
      Labels texts = table.labels().get(column);
      inputs.put(column, texts == null ? numbers(table.columns(List.of(column))) : texts(texts));
    }
    return run(inputs);
  }

  private OnnxTensor numbers(DMatrixRMaj rows) throws OrtException {
    long[] shape = {rows.numRows, rows.numCols};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return doubles
        ? OnnxTensor.createTensor(environment, DoubleBuffer.wrap(rows.data), shape)
        : OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats(rows)), shape);
  }

  private static OnnxTensor texts(Labels labels) throws OrtException {
    String[] texts =
        IntStream.range(0, labels.size()).mapToObj(labels::name).toArray(String[]::new);
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), texts, new long[] {texts.length, 1});
  }

  private DMatrixRMaj run(Map<String, OnnxTensor> inputs) throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      OnnxTensor output = (OnnxTensor) result.get(OnnxExport.OUTPUT).orElseThrow();
      long[] found = output.getInfo().getShape();
      DMatrixRMaj released = new DMatrixRMaj((int) found[0], (int) found[1]);
      for (int at = 0; at < released.data.length; at++) {
        released.data[at] =
            doubles ? output.getDoubleBuffer().get(at) : output.getFloatBuffer().get(at);
      }
      inputs.values().forEach(OnnxTensor::close);
      return released;
    }
  }

  private static float[] floats(DMatrixRMaj rows) {
    float[] floats = new float[rows.getNumElements()];
    for (int at = 0; at < floats.length; at++) {
      floats[at] = (float) rows.data[at];
    }
    return floats;
  }

  /** The same rows with numbers that single precision has. */
  static DMatrixRMaj single(DMatrixRMaj rows) {
    DMatrixRMaj single = rows.copy();
    for (int at = 0; at < single.data.length; at++) {
      single.data[at] = (float) single.data[at];
    }
    return single;
  }

  static DMatrixRMaj normal(int rows, int columns, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj normal = new DMatrixRMaj(rows, columns);
    for (int at = 0; at < normal.data.length; at++) {
      normal.data[at] = random.nextGaussian();
    }
    return normal;
  }

  /** max |a − b| / max(1, |b|); infinite where the sizes differ. */
  static double difference(DMatrixRMaj a, DMatrixRMaj b) {
    if (a.numRows != b.numRows || a.numCols != b.numCols) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int at = 0; at < a.getNumElements(); at++) {
      double difference = Math.abs(a.data[at] - b.data[at]) / Math.max(1, Math.abs(b.data[at]));
      most = difference <= most ? most : difference;
    }
    return most;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
