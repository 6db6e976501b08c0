package ml.tacit.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured so far, and the file of it. */
final class FrontierFile {
  private final Path json;
  private final Map<String, FrontierResults.Question> sets = new LinkedHashMap<>();
  private final Map<String, FrontierPoint> points = new LinkedHashMap<>();
  private double seconds;

  FrontierFile(Path json, FrontierResults kept) {
    this.json = json;
    kept.sets().forEach(set -> sets.put(set.name(), set));
    kept.points().forEach(point -> points.put(FrontierResults.place(point), point));
    seconds = kept.seconds();
  }

  Path path() {
    return json;
  }

  void ask(FrontierResults.Question question) {
    sets.put(question.name(), question);
  }

  boolean has(FrontierSet set, int seed, String release, String key) {
    FrontierPoint point = points.get(FrontierResults.place(set.name(), seed, release));
    return point != null && point.key().equals(key);
  }

  void add(FrontierPoint point, double took) throws IOException {
    points.put(FrontierResults.place(point), point);
    seconds += took;
    write(false);
  }

  void write(boolean finished) throws IOException {
    FrontierJson.write(
        json,
        FrontierResults.of(
            finished,
            seconds,
            List.copyOf(sets.values()),
            points.values().stream()
                .sorted(Comparator.comparingInt(FrontierPoint::seed))
                .toList()));
  }
}
