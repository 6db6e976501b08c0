package ml.tacit.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/** A frontier, finished or not: what is taken is made a page of, or refused. */
public final class FrontierFuzz implements Fuzzed {
  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Path file = scratch.file(data);
    FrontierJson.isOne(file);
    FrontierPage.of(List.of(file), "frontier.md");
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    FrontierResults.Question question =
        new FrontierResults.Question(
            "q", "none", "about", "keep", "hide", 60, 3, "0".repeat(64), "strict", "halves", false);
    FrontierPoint raw = point("raw", FrontierPoint.BASELINE, null);
    FrontierPoint pick = point("pick", FrontierPoint.PICK, 0.6);
    Path file = scratch.folder().resolve("frontier.json");
    FrontierJson.write(file, FrontierResults.of(true, 3.5, List.of(question), List.of(raw, pick)));
    return List.of(Files.readAllBytes(file));
  }

  private static FrontierPoint point(String release, String kind, Double certified) {
    FrontierPoint.Rate rate = new FrontierPoint.Rate(0.5, 0.4, 0.6);
    FrontierPoint.Attack attack = new FrontierPoint.Attack("forest", rate, 0.55);
    return new FrontierPoint(
        "k" + release,
        "q",
        1,
        release,
        kind,
        "method",
        "plan",
        "command",
        "note",
        3,
        2,
        4,
        "forest",
        rate,
        0.8,
        attack,
        attack,
        0.5,
        0.5,
        new FrontierPoint.Unseen(0.5, 0.4, 0.6, 0.9),
        certified,
        certified,
        null,
        0.5,
        0.5,
        0.5,
        0.5,
        0.5,
        0.5,
        "no leak shown",
        40,
        20,
        false,
        2);
  }
}
