package ml.tacit.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reader against its seeds, against every case that was a fault once, and against some
 * mutations of them; {@code mvn verify -Pattack} goes on from there, guided by coverage.
 */
class FuzzCorpusTest {
  private static final int MUTATIONS = Integer.getInteger("attack.mutations", 50);

  /** Ends of a value in JSON, CSV and the like. */
  private static final String BETWEEN = ",:[]{} \t\n;|";

  /** Readers warn of much in what is made up. */
  private static final Logger LOG = Logger.getLogger("ml.tacit");

  private static final Level USUAL = LOG.getLevel();

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void usual() {
    LOG.setLevel(USUAL);
  }

  @TestFactory
  Stream<DynamicTest> readers() {
    return FuzzTargets.names().stream()
        .map(name -> DynamicTest.dynamicTest(FuzzTargets.simple(name), () -> attack(name)));
  }

  private static void attack(String name) throws Throwable {
    Fuzzed reader = FuzzTargets.of(name);
    List<byte[]> corpus = new ArrayList<>();
    for (byte[] seed : reader.seeds()) {
      assertNull(Refusal.of(reader, seed), "seed " + corpus.size());
      corpus.add(seed);
    }
    for (Path file : FuzzTargets.cases(name)) {
      byte[] data = Files.readAllBytes(file);
      attack(reader, data, file.toString());
      corpus.add(data);
    }
    Random random = new Random(17);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] data = corpus.get(random.nextInt(corpus.size()));
      attack(reader, mutated(data, random), "mutation " + i);
    }
  }

  private static void attack(Fuzzed reader, byte[] data, String what) throws Throwable {
    try {
      Refusal.of(reader, data);
    } catch (Throwable e) {
      throw new AssertionError(what + " of " + data.length + " bytes: " + e, e);
    }
  }

  /** One to four small changes, each of one of the usual kinds. */
  private static byte[] mutated(byte[] data, Random random) {
    byte[] mutant = data.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && mutant.length > 0; changes--) {
      int at = random.nextInt(mutant.length);
      int length = Math.min(1 + random.nextInt(8), mutant.length - at);
      switch (random.nextInt(7)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant = Arrays.copyOf(mutant, at);
        case 3 -> mutant = joined(mutant, at, at + length); // a piece is cut out
        case 4 -> mutant = joined(mutant, at + length, at); // a piece stands twice
        default -> mutant = otherWord(mutant, at, random);
      }
    }
    return mutant;
  }

  /** Another value in place of the first one that begins after a place. */
  private static byte[] otherWord(byte[] data, int place, Random random) {
    int from = place;
    while (from < data.length && BETWEEN.indexOf(data[from]) < 0) {
      from++;
    }
    from = Math.min(from + 1, data.length);
    int to = from;
    while (to < data.length && BETWEEN.indexOf(data[to]) < 0) {
      to++;
    }
    byte[] word =
        FuzzTargets.WORDS.get(random.nextInt(FuzzTargets.WORDS.size())).getBytes(US_ASCII);
    byte[] rest = Arrays.copyOfRange(data, to, data.length);
    byte[] mutant = Arrays.copyOf(data, from + word.length + rest.length);
    System.arraycopy(word, 0, mutant, from, word.length);
    System.arraycopy(rest, 0, mutant, from + word.length, rest.length);
    return mutant;
  }

  /** The bytes up to one place and those from another on. */
  private static byte[] joined(byte[] data, int to, int from) {
    byte[] both = Arrays.copyOf(data, to + data.length - from);
    System.arraycopy(data, from, both, to, data.length - from);
    return both;
  }
}
