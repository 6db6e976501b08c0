package ml.tacit.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Tuning;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.policy.Fits;
import ml.tacit.release.ReleaseKey;
import ml.tacit.sensing.DataSets;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Split;

/**
 * What can be had of utility against the best attacker: every baseline, and what a search picks,
 * judged by the audit itself on rows that neither fitted nor chose a release.
 *
 * <p>The file of results is written after every audit; started again with it, a run measures what
 * is missing. A value: the {@code with…} methods return changed copies. Figures are the same for
 * any number of threads.
 */
public final class FrontierExperiment {
  /** Splits of a full run. */
  private static final int SEEDS = 5;

  /** What is measured. */
  public enum Part {
    /** Baselines, picks, and fixed plans beside them. */
    ALL,
    /** Picks and fixed plans. */
    PICKS,
    /** Raw rows and baselines. */
    BASELINES,
    /** Raw rows, which targets are measured from. */
    RAW
  }

  private final Settings settings;

  private record Settings(
      List<FrontierSet> sets,
      boolean quick,
      int seeds,
      Choice choice,
      int threads,
      Consumer<String> progress) {}

  /** Which releases are measured on a split. */
  @FunctionalInterface
  interface Choice {
    List<FrontierRelease> of(FrontierSplit split);
  }

  private FrontierExperiment(Settings settings) {
    this.settings = settings;
  }

  /**
   * A run of everything.
   *
   * @param dataSets names of questions; empty for all
   * @param quick whether attackers are the quick ones, and one split is enough
   * @return the run
   * @throws BadDataException if a name is unknown
   */
  public static FrontierExperiment of(List<String> dataSets, boolean quick) {
    return ofSets(FrontierSet.named(dataSets), quick);
  }

  static FrontierExperiment ofSets(List<FrontierSet> sets, boolean quick) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new FrontierExperiment(
        new Settings(sets, quick, quick ? 1 : SEEDS, choice(Part.ALL), threads, line -> {}));
  }

  /** {@return the names of the questions} */
  public static List<String> names() {
    return FrontierSet.all().stream().map(FrontierSet::name).toList();
  }

  /**
   * With another number of splits.
   *
   * @param seeds at least 1
   * @return the changed run
   */
  public FrontierExperiment withSeeds(int seeds) {
    if (seeds < 1) {
      throw BadDataException.of("seeds: found %d, at least 1 expected", seeds);
    }
    return new FrontierExperiment(
        new Settings(
            settings.sets,
            settings.quick,
            seeds,
            settings.choice,
            settings.threads,
            settings.progress));
  }

  /**
   * With a part of the releases.
   *
   * @param part which
   * @return the changed run
   */
  public FrontierExperiment withPart(Part part) {
    return withChoice(choice(part));
  }

  FrontierExperiment withChoice(Choice choice) {
    return new FrontierExperiment(
        new Settings(
            settings.sets,
            settings.quick,
            settings.seeds,
            choice,
            settings.threads,
            settings.progress));
  }

  /**
   * With somebody to tell what has been measured, a line each.
   *
   * @param listener called by the thread that runs
   * @return the changed run
   */
  public FrontierExperiment onProgress(Consumer<String> listener) {
    return new FrontierExperiment(
        new Settings(
            settings.sets,
            settings.quick,
            settings.seeds,
            settings.choice,
            settings.threads,
            listener));
  }

  /**
   * Where attacks of the split at hand are kept while the run lasts.
   *
   * @param json the file of results
   * @return a folder beside it
   */
  public static Path unfinished(Path json) {
    return json.resolveSibling(json.getFileName() + ".unfinished");
  }

  /**
   * Measures what the file does not have. Data sets that are not here are left out, with a line.
   *
   * @param json the file of results, made if it is not there
   * @throws IOException if data cannot be read or the file not be written
   * @throws BadDataException if the file is of something else, or no data set is here
   */
  public void run(Path json) throws IOException {
    FrontierResults kept = kept(json); // before long work: it may be of something else
    Map<String, LabelledRows> data = new LinkedHashMap<>();
    for (FrontierSet set : settings.sets) {
      try {
        data.put(set.name(), set.prepare().apply(DataSets.load(set.dataSet())));
      } catch (BadDataException e) {
        settings.progress.accept(set.name() + ": left out, " + e.getMessage());
      }
    }
    if (data.isEmpty()) {
      throw new BadDataException("data: none of the data sets is here");
    }
    run(json, kept, data);
  }

  static FrontierResults kept(Path json) throws IOException {
    return Files.exists(json)
        ? FrontierJson.read(json)
        : new FrontierResults(FrontierResults.NAME, false, 0, List.of(), List.of(), List.of());
  }

  /** On rows that are there already. */
  void run(Path json, FrontierResults kept, Map<String, LabelledRows> data) throws IOException {
    FrontierFile file = new FrontierFile(json, kept);
    for (int seed = 1; seed <= settings.seeds; seed++) {
      for (FrontierSet set : settings.sets) {
        if (data.containsKey(set.name())) {
          measure(set, data.get(set.name()), seed, file);
        }
      }
    }
    file.write(true);
    deleteIfEmpty(unfinished(json));
  }

  private void measure(FrontierSet set, LabelledRows rows, int seed, FrontierFile file)
      throws IOException {
    String hash = Reproduction.hash(rows);
    file.ask(question(set, rows, hash));
    SplitPlan.Parts cut = set.plan().cut().parts(rows, seed);
    AuditParts parts =
        AuditParts.of(
            rows, new Split(new int[][] {cut.fit(), cut.learn(), cut.test()}), set.division());
    Path folder = unfinished(file.path()).resolve(set.name() + "-" + seed);
    FrontierSplit split =
        new FrontierSplit(set, rows, rows.select(cut.fit()), parts, seed, settings.threads, folder);
    List<FrontierRelease> releases = settings.choice.of(split);
    List<FrontierRelease> missing = new ArrayList<>();
    for (FrontierRelease release : releases) {
      if (!file.has(set, seed, release.name(), key(hash, set, release, seed))) {
        missing.add(release);
      }
    }
    say(
        "%s, seed %d: %d releases, %d measured already",
        set.name(), seed, releases.size(), releases.size() - missing.size());
    if (missing.isEmpty()) {
      return;
    }
    Audit audit =
        Audit.of(set.keep(), set.hide())
            .withSeed(seed)
            .withThreads(settings.threads)
            .resumingIn(folder);
    FrontierAudit audited =
        new FrontierAudit(
            set,
            rows,
            parts,
            settings.quick ? audit.quick() : audit,
            rows.select(cut.learn()),
            rows.select(cut.test()));
    long begun = System.nanoTime();
    for (int i = 0; i < missing.size(); i++) {
      one(split, missing.get(i), audited, key(hash, set, missing.get(i), seed), file);
      double each = (System.nanoTime() - begun) * 1e-9 / (i + 1);
      say(
          "  %d of %d, about %.0f min left of this split",
          i + 1, missing.size(), Math.ceil(each * (missing.size() - i - 1) / 60));
    }
    deleteFolder(folder);
  }

  private void one(
      FrontierSplit split,
      FrontierRelease release,
      FrontierAudit audited,
      String key,
      FrontierFile file)
      throws IOException {
    FrontierSet set = split.set();
    long start = System.nanoTime();
    Applied applied;
    AuditResult result;
    try {
      applied = keyed(release.how().get(), split.seed());
      result = audited.run(applied);
    } catch (BadDataException | ArithmeticException e) {
      say(
          "%s, seed %d, %s: not measured, %s",
          set.name(), split.seed(), release.name(), e.getMessage());
      return;
    }
    boolean leavesOut =
        release.kind().equals(FrontierPoint.PICK)
            && set.hidesPeopleInTime()
            && split.seed() == 1
            && !settings.quick; // three fits and many learners for each pick
    int columns =
        applied.release() == null
            ? split.rows().features().size()
            : applied.release().outputs().size();
    double seconds = (System.nanoTime() - start) * 1e-9;
    FrontierPoint point =
        audited.point(
            release,
            applied,
            result,
            leavesOut ? unseen(audited, split, applied) : null,
            columns,
            key,
            FrontierCommand.of(set, release, applied, split.seed(), settings.quick),
            split.seed(),
            seconds);
    file.add(point, seconds);
    say(
        "%s, seed %d, %s: %s %.1f %%, %s %.1f %% blind, %.1f %% known, %.0f s",
        set.name(),
        split.seed(),
        release.name(),
        set.keep(),
        100 * point.utility().accuracy(),
        set.hide(),
        100 * point.blind().rate().accuracy(),
        100 * point.known().rate().accuracy(),
        seconds);
  }

  /** Null where there are too few people. */
  private FrontierPoint.Unseen unseen(FrontierAudit audited, FrontierSplit split, Applied applied) {
    try {
      return audited.unseen(split, applied, settings.quick);
    } catch (BadDataException e) {
      say("%s: %s", split.set().name(), e.getMessage());
      return null;
    }
  }

  /** Draws that can be repeated: figures are then the same in every run. */
  private static Applied keyed(Applied applied, int seed) {
    return applied.release() == null || !applied.release().draws()
        ? applied
        : new Applied(
            applied.release().withKey(ReleaseKey.ofSeed(seed)),
            null,
            applied.plan(),
            applied.note(),
            applied.compared());
  }

  private static Choice choice(Part part) {
    return split -> {
      List<FrontierRelease> releases = new ArrayList<>();
      if (part == Part.ALL || part == Part.PICKS) {
        Fits fits = split.fits();
        releases.addAll(FrontierPicks.of(split, fits));
        releases.addAll(FrontierPlans.of(split, fits));
      }
      if (part != Part.PICKS) {
        FrontierBaselines.of(split).stream()
            .filter(release -> part != Part.RAW || release.name().equals(FrontierBaselines.RAW))
            .forEach(releases::add);
      }
      return releases;
    };
  }

  private String key(String hash, FrontierSet set, FrontierRelease release, int seed) {
    String text =
        String.join(
            "\n",
            hash,
            set.plan().text(),
            set.ridge().toString(),
            release.name(),
            release.plan(),
            String.valueOf(settings.quick),
            String.valueOf(seed));
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FrontierResults.Question question(
      FrontierSet set, LabelledRows rows, String hash) {
    return new FrontierResults.Question(
        set.name(),
        set.dataSet(),
        set.about(),
        set.keep(),
        set.hide(),
        rows.size(),
        rows.features().size(),
        hash,
        set.plan().protocol().toString(),
        set.plan().text(),
        Tuning.isArea(
            Arrays.stream(rows.label(set.keep()).counts()).filter(count -> count > 0).toArray()));
  }

  private void say(String pattern, Object... values) {
    settings.progress.accept(String.format(Locale.ROOT, pattern, values));
  }

  /** Nothing but what a run made itself is deleted. */
  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      boolean empty;
      try (Stream<Path> files = Files.list(folder)) {
        empty = files.findAny().isEmpty();
      }
      if (empty) {
        Files.delete(folder);
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
