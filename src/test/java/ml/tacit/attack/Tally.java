package ml.tacit.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often one attack was tried on a promise, and what it broke. Closing writes the count to
 * {@code target/attack}, from where {@link PromisesPage} has it, and fails if anything was broken.
 *
 * <pre>{@code
 * try (Tally tally = Tally.of(Promise.WHOLE, "kill -9 at random moments of transform")) {
 *   tally.held();
 *   tally.failed("seed 17: 3 of 60 rows");
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Tally implements AutoCloseable {
  static final Path FOLDER = Path.of("target", "attack");

  /** Examples that are shown. */
  private static final int SHOWN = 5;

  private final Promise promise;
  private final String attack;
  private final long start = System.nanoTime();
  private final List<String> failures = new ArrayList<>();
  private long tried;

  private Tally(Promise promise, String attack) {
    this.promise = promise;
    this.attack = attack;
  }

  /**
   * Nothing tried yet.
   *
   * @param attack how, in a few words: it is the row of the page
   */
  public static Tally of(Promise promise, String attack) {
    return new Tally(promise, attack);
  }

  /** One try that broke nothing. */
  public void held() {
    held(1);
  }

  /** So many tries that broke nothing. */
  public synchronized void held(long tries) {
    tried += tries;
  }

  /** One try that broke the promise. */
  public synchronized void failed(String what) {
    tried++;
    failures.add(what);
  }

  /** One try. */
  public void tried(boolean held, String what) {
    if (held) {
      held();
    } else {
      failed(what);
    }
  }

  @Override
  public synchronized void close() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("promise", promise.name());
    counts.put("attack", attack);
    counts.put("tried", tried);
    counts.put("failed", failures.size());
    counts.put("examples", failures.stream().limit(SHOWN).toList());
    counts.put("seconds", Math.round((System.nanoTime() - start) / 1e9));
    counts.put("java", System.getProperty("java.specification.version"));
    String name = promise + "-" + attack.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    try {
      Files.createDirectories(FOLDER);
      Files.write(
          FOLDER.resolve(name.substring(0, Math.min(100, name.length())) + ".json"),
          new ObjectMapper().writeValueAsBytes(counts));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (tried == 0) {
      throw new AssertionError(promise + ", " + attack + ": nothing was tried");
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(
          promise
              + ", "
              + attack
              + ": "
              + failures.size()
              + " of "
              + tried
              + " failed: "
              + String.join("; ", failures.stream().limit(SHOWN).toList()));
    }
  }
}
