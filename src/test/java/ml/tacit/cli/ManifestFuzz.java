package ml.tacit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/**
 * The manifest of a release: what is taken says of each row whether it was used, and what is
 * missing in its folder.
 */
public final class ManifestFuzz implements Fuzzed {
  private static final int ROWS = 10;
  private static final String FILES =
      "\"settings\":\"desensitize\",\"input\":{\"name\":\"a.csv\",\"sha256\":\"00\",\"rows\":10,"
          + "\"released\":[{\"first\":1,\"rows\":10}]},\"files\":[{\"name\":\"released.csv\",\"sha256\":"
          + "\"00\",\"bytes\":7,\"publish\":true,\"why\":\"rows\"}],";

  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Path file = Files.write(scratch.folder().resolve(Manifest.NAME), data);
    Optional<Manifest> manifest = Manifest.read(file);
    if (manifest.isEmpty()) {
      return;
    }
    manifest.get().candidates();
    if (manifest.get().used(file, ROWS).length != ROWS) {
      throw new AssertionError("another number of rows");
    }
    if (FolderCheck.of(scratch.folder(), FolderCheck.contents(scratch.folder())).isEmpty()) {
      throw new AssertionError("a folder of nothing but a manifest is whole");
    }
  }

  @Override
  public List<byte[]> seeds() {
    String text =
        "{\"madeBy\":\"tacit 1\",\"released\":{\"file\":\"released.csv\",\"sha256\":\"00\"},"
            + FILES
            + "\"chosenOn\":[\"attack\"],\"chosenAmong\":3,\"session\":\"s\",\"parts\":["
            + "{\"part\":\"fit\",\"rows\":4},{\"part\":\"attack\",\"rows\":3},"
            + "{\"part\":\"test\",\"rows\":2},{\"part\":\"none\",\"rows\":1}]}\n";
    return List.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
