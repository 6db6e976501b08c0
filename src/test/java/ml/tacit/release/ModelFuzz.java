package ml.tacit.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.format.MadeUpFile;
import ml.tacit.format.TensorFile;
import ml.tacit.fuzz.Fuzzed;

/**
 * Model files with the right digest. What is taken is written and read again to the same bytes, and
 * makes something of a row or refuses it.
 */
public final class ModelFuzz implements Fuzzed {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-model", "model");
  private static final List<String> GOLDEN =
      List.of(
          "dca-v1",
          "rdca-v1",
          "exact-v2",
          "fourier-v2",
          "multi-v2",
          "nystrom-v2",
          "sketch-v2",
          "table-v3");

  @Override
  public Promise promise() {
    return Promise.MODELS;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Release release = Release.read(new ByteArrayInputStream(MadeUpFile.of(KIND, data)));
    byte[] bytes = written(release);
    if (!Arrays.equals(bytes, written(Release.read(new ByteArrayInputStream(bytes))))) {
      throw new AssertionError("what was written is read as another model");
    }
    release.summaries();
    release.warnings();
    release.transform(new double[release.inputs().size()]);
  }

  private static byte[] written(Release release) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    release.writeTo(out);
    return out.toByteArray();
  }

  @Override
  public List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : GOLDEN) {
      try (InputStream in = ModelFuzz.class.getResourceAsStream(name + ".safetensors")) {
        seeds.add(MadeUpFile.taken(KIND, in.readAllBytes()));
      }
    }
    return seeds;
  }
}
