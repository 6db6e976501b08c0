package ml.tacit.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A contest as JMH's JSON has it.
 *
 * @param contest who and what
 * @param jvm its name, version and flags
 * @param hasty whether too little time was spent for the figures to be quoted
 * @param rounds milliseconds a call in each round, 0 where a library sat out
 */
record Result(Contest contest, String jvm, boolean hasty, Map<Library, double[]> rounds) {

  static Result read(Path file) {
    try {
      JsonNode run = new ObjectMapper().readTree(file.toFile()).get(0);
      Contest contest = Contest.parse(run.at("/params/contest").asText());
      Map<Library, double[]> rounds = new EnumMap<>(Library.class);
      for (Library library : contest.libraries()) {
        JsonNode times = run.at("/secondaryMetrics/" + library + "/rawData/0");
        double[] millis = new double[times.size()];
        Arrays.setAll(millis, i -> times.get(i).asDouble());
        rounds.put(library, millis);
      }
      return new Result(contest, jvm(run), run.at("/params/hasty").asBoolean(), rounds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jvm(JsonNode run) {
    String flags =
        StreamSupport.stream(run.get("jvmArgs").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(" "));
    return run.get("vmName").asText() + " " + run.get("vmVersion").asText() + ", `" + flags + "`";
  }

  /** Whom the others are compared with. */
  Library subject() {
    return contest.libraries().get(0);
  }

  /** Milliseconds a call. */
  Spread millis(Library library) {
    return Spread.of(Arrays.stream(rounds.get(library)).filter(time -> time > 0).toArray());
  }

  /** Time of the peer over that of the subject in the same round. */
  Spread ratio(Library peer) {
    double[] own = rounds.get(subject());
    double[] other = rounds.get(peer);
    return Spread.of(
        IntStream.range(0, own.length)
            .filter(i -> own[i] > 0 && other[i] > 0)
            .mapToDouble(i -> other[i] / own[i])
            .toArray());
  }

  /** Middle, smallest and largest of the rounds. */
  record Spread(double median, double low, double high, int rounds) {
    static Spread of(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      return new Spread(median, sorted[0], sorted[n - 1], n);
    }

    /** One over each; what was smallest is then largest. */
    Spread inverse() {
      return new Spread(1 / median, 1 / high, 1 / low, rounds);
    }

    @Override
    public String toString() {
      return rounds == 1
          ? number(median)
          : String.format(Locale.ROOT, "%s (%s–%s)", number(median), number(low), number(high));
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
  }
}
