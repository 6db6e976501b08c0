package ml.tacit.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/**
 * The cells of a run that did not end: what is taken is whole, and what is added is found again.
 */
public final class UnfinishedFuzz implements Fuzzed {
  private static final String KEY = "key";
  private static final Figure FIGURE =
      new Figure(Outcome.PRIVACY, "person", "", "forest", 0.5, 0.4, 0.6, 0.5, 0.25);

  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Path file = scratch.file(data);
    Cells cells = Cells.open(file, KEY);
    List<Figure> found = cells.figures("c");
    if (found != null && found.stream().anyMatch(Objects::isNull)) {
      throw new AssertionError("a figure that is none");
    }
    cells.put("added", List.of(FIGURE));
    if (!List.of(FIGURE).equals(Cells.open(file, KEY).figures("added"))) {
      throw new AssertionError("what was added is not found again");
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    Path file = scratch.folder().resolve("run");
    Cells cells = Cells.open(file, KEY);
    cells.put("c", List.of(FIGURE));
    cells.putNotes("d", List.of("n\u00e9"));
    return List.of(Files.readAllBytes(file), "".getBytes(StandardCharsets.UTF_8));
  }
}
