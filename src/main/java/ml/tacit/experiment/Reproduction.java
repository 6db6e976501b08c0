package ml.tacit.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import ml.tacit.audit.attack.Learner;
import ml.tacit.sensing.DataSets;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * A published experiment as a protocol of our own: every method is fitted, released, and learners
 * try the labels, once in the customary way and once strictly ({@link Protocol}).
 *
 * <p>Settings and seeds are fixed before any test row is looked at; figures are the same for any
 * number of threads. An immutable value, thread-safe.
 */
public final class Reproduction {
  private final List<Experiment> forms;
  private final Consumer<String> progress;
  private final Path unfinished;

  private Reproduction(List<Experiment> forms, Consumer<String> progress, Path unfinished) {
    this.forms = forms;
    this.progress = progress;
    this.unfinished = unfinished;
  }

  /**
   * The names of the experiments.
   *
   * @return the names
   */
  public static List<String> names() {
    return Experiments.NAMES;
  }

  /**
   * An experiment.
   *
   * @param name one of {@link #names}
   * @param quick one seed, fewer methods, small grids: to see that it works, not to quote
   * @return the experiment
   * @throws BadDataException if the name is unknown
   */
  public static Reproduction of(String name, boolean quick) {
    return new Reproduction(Experiments.of(name, quick), message -> {}, null);
  }

  static Reproduction of(Experiment experiment) {
    return new Reproduction(List.of(experiment), message -> {}, null);
  }

  /**
   * The same, telling what has been done.
   *
   * @param listener called from several threads, one at a time
   * @return the experiment
   */
  public Reproduction onProgress(Consumer<String> listener) {
    return new Reproduction(forms, listener, unfinished);
  }

  /**
   * The same, keeping what is finished in a file while it runs: started again with the same
   * settings and data, it continues; with others it starts anew. The file is the caller's to remove
   * once the results are stored.
   *
   * @param file created or replaced
   * @return the experiment
   */
  public Reproduction resuming(Path file) {
    return new Reproduction(forms, progress, file);
  }

  /**
   * Loads the data and runs the experiment.
   *
   * @return the figures
   * @throws IOException if the data cannot be read or the file of unfinished work not written
   * @throws BadDataException if the data is not found or not as published
   */
  public Results run() throws IOException {
    for (int i = 0; ; i++) {
      Experiment form = forms.get(i);
      LabelledRows rows;
      try {
        rows = DataSets.load(form.dataSet());
      } catch (BadDataException e) {
        if (i == forms.size() - 1) {
          throw e;
        }
        tell(String.format(Locale.ROOT, "%s: %s", form.dataSet(), e.getMessage()));
        continue;
      }
      return run(form, rows);
    }
  }

  /** Runs an experiment on all rows of its data set, on as many threads as processors. */
  Results run(Experiment experiment, LabelledRows rows) throws IOException {
    long start = System.nanoTime();
    LabelledRows used = experiment.prepare().apply(rows);
    requireLabels(experiment, used);
    String hash = hash(used);
    Cells cells =
        unfinished == null ? Cells.inMemory() : Cells.open(unfinished, key(experiment, hash));
    if (cells.size() > 0) {
      tell(String.format(Locale.ROOT, "%d cells of an earlier run are kept", cells.size()));
    }
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Round running = Round.NONE;
      for (int s = 0; s < experiment.studies().size(); s++) {
        for (int seed = 1; seed <= experiment.seeds(); seed++) {
          // The next is fitted while the last jobs of the one before run: no processor waits.
          Round next = start(experiment, s, seed, used, cells, pool);
          finish(running, cells);
          running = next;
        }
      }
      finish(running, cells);
    } finally {
      pool.shutdownNow();
    }
    return Results.of(experiment, used, hash, cells, (System.nanoTime() - start) * 1e-9);
  }

  /** One learner on one label of one release. */
  private record Job(
      Study study, Question question, Learner learner, Released released, String cell) {
    List<Figure> figures(boolean quick, int seed) {
      return Figure.of(question, learner, released, study, quick, seed);
    }

    long cost() {
      long numbers =
          (long) released.rows().train().size() * released.rows().train().features().size();
      return numbers * (learner == Learner.CONDITIONAL_LOGISTIC ? 3 : 1);
    }
  }

  /** Jobs under way, and what to keep when all are done. */
  private record Round(List<Future<?>> jobs, String cell, List<String> notes) {
    static final Round NONE = new Round(List.of(), null, List.of());
  }

  private Round start(
      Experiment experiment,
      int number,
      int seed,
      LabelledRows rows,
      Cells cells,
      ExecutorService pool) {
    Study study = experiment.studies().get(number);
    if (isDone(study, number, seed, cells)) {
      return Round.NONE;
    }
    SplitPlan.Parts parts = study.plan().cut().parts(rows, seed);
    Releases.Fitted fitted =
        study
            .releases()
            .of(
                new Releases.Rows(
                    rows.select(parts.fit()),
                    rows.select(parts.learn()),
                    rows.select(parts.test())),
                seed);
    tell(String.format(Locale.ROOT, "table %d, seed %d: fitted", number + 1, seed));
    List<Job> jobs = new ArrayList<>();
    for (Released released : fitted.released()) {
      for (Question question : study.questions()) {
        for (Learner learner : question.learners()) {
          String cell = cell(number, seed, released.name(), question, learner);
          if (question.asksAbout(released.method()) && cells.figures(cell) == null) {
            jobs.add(new Job(study, question, learner, released, cell));
          }
        }
      }
    }
    // The costliest start first, else one would run on alone at the end.
    jobs.sort(Comparator.comparingLong(Job::cost).reversed());
    List<Future<?>> running = new ArrayList<>();
    for (Job job : jobs) {
      running.add(
          pool.submit(
              () -> {
                cells.put(job.cell(), job.figures(experiment.quick(), seed));
                tell(job.cell());
              }));
    }
    return new Round(running, notesCell(number, seed), fitted.notes());
  }

  private static void finish(Round round, Cells cells) {
    await(round.jobs());
    if (round.cell() != null) {
      cells.putNotes(round.cell(), round.notes());
    }
  }

  /** Whether every cell is there: nothing need then be fitted. */
  private static boolean isDone(Study study, int number, int seed, Cells cells) {
    return cells.notes(notesCell(number, seed)) != null
        && study.releases().names().stream()
            .allMatch(
                name ->
                    study.questions().stream()
                        .filter(q -> q.asksAbout(methodOf(name)))
                        .allMatch(
                            q ->
                                q.learners().stream()
                                    .allMatch(
                                        l ->
                                            cells.figures(cell(number, seed, name, q, l))
                                                != null)));
  }

  static String methodOf(String release) {
    int hiding = release.indexOf(" hiding ");
    return hiding < 0 ? release : release.substring(0, hiding);
  }

  static String notesCell(int study, int seed) {
    return String.format(Locale.ROOT, "table %d, seed %d", study + 1, seed);
  }

  static String cell(int study, int seed, String release, Question question, Learner learner) {
    return String.format(
        Locale.ROOT,
        "table %d, seed %d: %s, %s by %s",
        study + 1,
        seed,
        release,
        question.label(),
        learner);
  }

  /** Before hours of work: a label that is missing is missed at once. */
  private static void requireLabels(Experiment experiment, LabelledRows rows) {
    for (Study study : experiment.studies()) {
      for (Question question : study.questions()) {
        rows.label(question.label());
        rows.label(question.beside());
      }
    }
  }

  private static String key(Experiment experiment, String dataHash) {
    return dataHash + " " + Digests.sha256(experiment.settings().getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of numbers and labels. */
  static String hash(LabelledRows rows) {
    MessageDigest digest = Digests.sha256();
    ByteBuffer line = ByteBuffer.allocate(8 * rows.features().size());
    for (int i = 0; i < rows.size(); i++) {
      line.clear();
      line.asDoubleBuffer()
          .put(rows.rows().data, i * rows.features().size(), rows.features().size());
      digest.update(line.array());
    }
    rows.labels()
        .forEach(
            (name, labels) -> {
              digest.update(name.getBytes(StandardCharsets.UTF_8));
              update(digest, labels);
            });
    return Digests.hex(digest.digest());
  }

  private static void update(MessageDigest digest, Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      digest.update((labels.name(i) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized void tell(String message) {
    progress.accept(message);
  }

  private static void await(List<Future<?>> running) {
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
