package ml.tacit.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/** Results of an experiment: what is taken is written, read again and made a page of. */
public final class ResultsFuzz implements Fuzzed {
  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Results results = ResultsJson.read(scratch.file(data));
    String text = ResultsJson.write(results);
    Path again = scratch.file(text.getBytes(StandardCharsets.UTF_8));
    if (!ResultsJson.write(ResultsJson.read(again)).equals(text)) {
      throw new AssertionError("what was written is read as other results");
    }
    ExperimentsPage.of(List.of(results));
    ResultsText.of(results);
  }

  @Override
  public List<byte[]> seeds() {
    Outcome outcome =
        new Outcome(
            1,
            "strict",
            "rdca",
            Outcome.PRIVACY,
            "person",
            "forest",
            2,
            0.5,
            0.4,
            0.6,
            0.3,
            0.7,
            0.5,
            0.25,
            false);
    Results.Table table =
        new Results.Table("t", "strict", "halves", "claim", "none", Map.of("seed 1", List.of("n")));
    Results results =
        new Results(
            "har",
            "HAR",
            "about",
            60,
            3,
            "0".repeat(64),
            2,
            true,
            1.5,
            List.of(table),
            List.of(outcome));
    return List.of(ResultsJson.write(results).getBytes(StandardCharsets.UTF_8));
  }
}
