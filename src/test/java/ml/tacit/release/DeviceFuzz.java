package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.format.MadeUpFile;
import ml.tacit.format.TensorFile;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/**
 * The own rows that a device holds, with the right digest: what is taken goes on with the next row,
 * and is written and read again.
 */
public final class DeviceFuzz implements Fuzzed {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-device", "devices");

  private final Release release = ReleaserTest.release(10);
  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Releaser releaser = release.forDevice(scratch.file(MadeUpFile.of(KIND, data)));
    Path again = scratch.folder().resolve("again");
    releaser.save(again);
    release.forDevice(again);
    releaser.transform(new double[release.inputs().size()]);
  }

  @Override
  public List<byte[]> seeds() throws Exception {
    Releaser releaser = release.forDevice();
    List<byte[]> seeds = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      Path file = scratch.folder().resolve("seed");
      releaser.save(file);
      seeds.add(MadeUpFile.taken(KIND, Files.readAllBytes(file)));
      releaser.transform(new double[] {row % 2, row, 0.5});
    }
    return seeds;
  }
}
