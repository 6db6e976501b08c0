package ml.tacit.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that end in the middle of their work: killed, or asked to end. The earlier results or
 * the new ones are there, whole; the same command then gives the new ones and leaves nothing else.
 */
class CrashTest {
  /** Changes of the folder that are waited for before a kill, at most. */
  private static final int CHANGES = 6;

  private static final long LOOK_NANOS = 50_000;

  @TempDir static Path folder;
  private static Workplace place;
  private final Random random = new Random(Budget.seed());

  @BeforeAll
  static void files() throws IOException {
    place = new Workplace(folder);
  }

  @Test
  void aKilledTransformLeavesWholeFiles() throws Exception {
    kills(List.of(Work.TRANSFORM), 1, Budget.seconds("quick", 60));
  }

  @Test
  @Tag("attack")
  void everyCommandIsKilledAtRandomMoments() throws Exception {
    kills(Work.ALL, Integer.MAX_VALUE, Budget.seconds("crash", 420));
  }

  @Test
  @Tag("attack")
  void everyCommandIsAskedToEndAtRandomMoments() throws Exception {
    List<String> signals = List.of("TERM", "INT", "HUP");
    Budget budget = Budget.seconds("signals", 120);
    try (Tally left =
        Tally.of(Promise.NOTHING_LEFT, "SIGTERM, SIGINT, SIGHUP to every command that writes")) {
      do {
        Work work = Work.ALL.get(random.nextInt(Work.ALL.size()));
        String signal = signals.get(random.nextInt(signals.size()));
        place.lay(work);
        Process process = place.replaces(work).start();
        try {
          await(process, work);
          if (process.isAlive()) {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
          }
          process.waitFor(60, TimeUnit.SECONDS);
        } finally {
          process.destroyForcibly().waitFor();
        }
        String broken = place.results(work).broken(Workplace.results(place.out()), false);
        left.tried(broken.isEmpty(), work.name() + ", " + signal + ": " + broken);
      } while (budget.lasts());
    }
  }

  private void kills(List<Work> works, int times, Budget budget) throws Exception {
    try (Tally whole = Tally.of(Promise.WHOLE, "kill -9 of every command that writes");
        Tally left = Tally.of(Promise.NOTHING_LEFT, "kill -9, then the same command");
        Tally resumed = Tally.of(Promise.RESUMED, "kill -9, then the same command")) {
      for (int i = 0; i < times && (i == 0 || budget.lasts()); i++) {
        Work work = works.get(i % works.size());
        place.lay(work);
        kill(work);
        String broken = place.results(work).broken(Workplace.results(place.out()), true);
        whole.tried(broken.isEmpty(), work.name() + ": " + broken);
        if (Workplace.results(place.out()).equals(place.results(work).fresh())) {
          resumed.held(); // it had ended: from a new state the same command makes other rows
          left.held();
          continue;
        }
        if (work.resumes()) {
          kill(work); // what is kept is killed while it grows, too
        }
        Child.Ended ended = place.replaces(work).run();
        Map<String, String> files = Workplace.results(place.out());
        boolean same =
            ended.status() == 0
                && files.entrySet().containsAll(place.results(work).fresh().entrySet());
        resumed.tried(same, work.name() + ": other files, or " + ended.said());
        left.tried(
            files.keySet().equals(place.results(work).fresh().keySet()),
            work.name() + ": " + files.keySet());
      }
    }
  }

  private void kill(Work work) throws Exception {
    Process process = place.replaces(work).start();
    try {
      await(process, work);
    } finally {
      process.destroyForcibly().waitFor(); // SIGKILL
    }
  }

  /** Half of the moments are drawn from the whole time, half are those when files change. */
  private void await(Process process, Work work) throws Exception {
    long end = System.nanoTime() + (long) (1.2 * place.time(work).toNanos() * random.nextDouble());
    if (random.nextBoolean()) {
      process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return;
    }
    int changes = 1 + random.nextInt(CHANGES);
    String state = Contents.state(place.out());
    while (process.isAlive() && changes > 0) {
      String now = Contents.state(place.out());
      changes -= now.equals(state) ? 0 : 1;
      state = now;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Else nothing could be found to be broken. */
  @Test
  void oldAndNewDiffer() throws Exception {
    place.lay(Work.TRANSFORM);
    Files.write(place.out().resolve("out.csv"), new byte[] {'x'});
    if (place.results(Work.TRANSFORM).broken(Workplace.results(place.out()), true).isEmpty()) {
      throw new AssertionError("half a file was taken for a whole one");
    }
  }
}
