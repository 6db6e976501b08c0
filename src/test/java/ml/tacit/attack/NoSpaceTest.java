package ml.tacit.attack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that do not take a result: full, read-only, or with files of a time that has not come yet.
 * One line says why and names the file; what was there stays.
 */
class NoSpaceTest {
  /** The unit of {@code ulimit -f} in a POSIX shell. */
  private static final long BLOCK = 512;

  private static final long PAGE = 4096;
  private static final FileTime LATER = FileTime.from(Instant.parse("2101-01-01T00:00:00Z"));

  @TempDir static Path folder;
  private static Workplace place;
  private final Random random = new Random(Budget.seed());

  @BeforeAll
  static void files() throws IOException {
    place = new Workplace(folder);
  }

  @Test
  void aFullDiskCostsTheNewFileOnly() throws Exception {
    limits(List.of(Work.TRANSFORM), 1, Budget.seconds("quick", 60));
  }

  @Test
  @Tag("attack")
  void everyCommandMeetsALimit() throws Exception {
    limits(Work.ALL, Integer.MAX_VALUE, Budget.seconds("limits", 120));
  }

  @Test
  @Tag("attack")
  void everyCommandMeetsAFullFileSystem() throws Exception {
    requireMounts();
    Budget budget = Budget.seconds("full", 120);
    try (Tally tally =
        Tally.of(Promise.NO_SPACE, "a file system that fills up under every command that writes")) {
      do {
        Work work = Work.ALL.get(random.nextInt(Work.ALL.size()));
        place.lay(work);
        Path seen = place.beside("seen");
        Contents.remove(seen);
        long old = sizes().values().stream().mapToLong(bytes -> bytes).sum();
        long size = (long) (old * (1.1 + random.nextDouble())) + PAGE * (2 + sizes().size());
        String script =
            """
            cp -a '%1$s' '%2$s' && mount -t tmpfs -o size=%3$d tmpfs '%1$s' && cp -a '%2$s'/. '%1$s' || exit 99
            rm -r '%2$s'
            "$@"; status=$?
            cp -a '%1$s' '%2$s'
            exit $status
            """;
        String mounted = String.format(Locale.ROOT, script, place.out(), seen, size);
        Child.Ended ended =
            place.replaces(work).within("unshare", "-m", "/bin/sh", "-c", mounted, "sh").run();
        String broken = refused(work, ended, seen);
        tally.tried(broken.isEmpty(), work.name() + ", " + size + " bytes: " + broken);
      } while (budget.lasts());
    }
  }

  @Test
  @Tag("attack")
  void everyCommandMeetsAReadOnlyFolder() throws Exception {
    requireMounts();
    try (Tally tally =
        Tally.of(Promise.NO_SPACE, "a read-only file system under every command that writes")) {
      for (Work work : Work.ALL) {
        place.lay(work);
        String script =
            String.format(
                Locale.ROOT,
                "mount --bind '%1$s' '%1$s' && mount -o remount,ro,bind '%1$s' || exit 99",
                place.out());
        Child.Ended ended =
            place
                .replaces(work)
                .within("unshare", "-m", "/bin/sh", "-c", script + "\nexec \"$@\"", "sh")
                .run();
        String broken = refused(work, ended, place.out());
        boolean old = Workplace.results(place.out()).equals(place.results(work).old());
        tally.tried(
            broken.isEmpty() && old && ended.status() == 1,
            work.name() + ": status " + ended.status() + ", " + broken + ", " + ended.said());
      }
    }
  }

  /** As after the clock was set back: files of the earlier run and of a crash are of tomorrow. */
  @Test
  @Tag("attack")
  void timesOfFilesMeanNothing() throws Exception {
    try (Tally tally =
        Tally.of(Promise.NOTHING_LEFT, "a clock that was set back before every command")) {
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor(10, TimeUnit.SECONDS);
      for (Work work : Work.ALL) {
        place.lay(work);
        for (String name : List.copyOf(Contents.of(place.out()).keySet())) {
          Path file = place.out().resolve(name);
          Files.setLastModifiedTime(file, LATER);
          Path part = file.resolveSibling("." + file.getFileName() + "." + gone.pid() + "-1f.part");
          Files.setLastModifiedTime(Files.writeString(part, "half"), LATER);
        }
        Child.Ended ended = place.replaces(work).run();
        boolean held = Workplace.results(place.out()).equals(place.results(work).fresh());
        tally.tried(
            held, work.name() + ": " + Contents.of(place.out()).keySet() + ", " + ended.said());
      }
    }
  }

  /** The shell's limit on the size of a file: a write behind it fails, as on a full disk. */
  private void limits(List<Work> works, int times, Budget budget) throws Exception {
    try (Tally tally =
        Tally.of(
            Promise.NO_SPACE, "a limit on the size of files under every command that writes")) {
      for (int i = 0; i < times && (i == 0 || budget.lasts()); i++) {
        Work work = works.get(i % works.size());
        place.lay(work);
        long largest = Collections.max(sizes().values());
        long blocks = (long) (random.nextDouble() * largest / BLOCK);
        Child.Ended ended = place.replaces(work).after("ulimit -f " + blocks).run();
        String broken = refused(work, ended, place.out());
        tally.tried(broken.isEmpty(), work.name() + ", " + blocks + " blocks: " + broken);
      }
    }
  }

  /** What is wrong after a command that may have met its limit. */
  private String refused(Work work, Child.Ended ended, Path out) throws Exception {
    Map<String, String> found = Workplace.results(out);
    String broken = place.results(work).broken(found, false);
    if (ended.status() == 0) {
      return found.equals(place.results(work).fresh()) ? broken : "status 0, not all is new";
    }
    // A table on the standard output may come behind the line on the error stream.
    List<String> lines = ended.said().lines().filter(line -> line.startsWith("tacit ")).toList();
    boolean named = lines.size() == 1 && lines.get(0).contains(place.out().toString());
    return broken
        + (ended.status() == 1 && named ? "" : "status " + ended.status() + ": " + ended.said());
  }

  private static Map<Path, Long> sizes() throws IOException {
    Map<Path, Long> sizes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(place.out())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sizes.put(file, Files.size(file));
      }
    }
    return sizes;
  }

  private static void requireMounts() throws Exception {
    boolean may;
    try {
      Process process =
          new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      may = process.waitFor() == 0;
    } catch (IOException e) {
      may = false;
    }
    assumeTrue(may, "no file systems can be mounted here (unshare -m)");
  }
}
