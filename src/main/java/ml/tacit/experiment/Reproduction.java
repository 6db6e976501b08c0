package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.Learner;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * The desensitisation experiment of arXiv:1707.07770 as a protocol of our own: every method is
 * fitted, released, and learners try both labels, once in the customary way and once strictly
 * ({@link Protocol}).
 *
 * <p>Settings and seeds are fixed before any test row is looked at; figures are the same for any
 * number of threads. An immutable value, thread-safe.
 */
public final class Reproduction {
  private static final long SEED = 1;

  private final String keep;
  private final String hide;
  private final boolean quick;
  private final Consumer<String> progress;

  private Reproduction(String keep, String hide, boolean quick, Consumer<String> progress) {
    this.keep = keep;
    this.hide = hide;
    this.quick = quick;
    this.progress = progress;
  }

  /**
   * The experiment on two labels.
   *
   * @param keep utility label
   * @param hide privacy label
   * @return the experiment
   */
  public static Reproduction of(String keep, String hide) {
    return new Reproduction(keep, hide, false, message -> {});
  }

  /**
   * The same with RDCA only, linear learners only and smaller grids.
   *
   * @return the experiment
   */
  public Reproduction quick() {
    return new Reproduction(keep, hide, true, progress);
  }

  /**
   * The same, telling what has been done.
   *
   * @param listener called from several threads, one at a time
   * @return the experiment
   */
  public Reproduction onProgress(Consumer<String> listener) {
    return new Reproduction(keep, hide, quick, listener);
  }

  /**
   * Runs the experiment on as many threads as there are processors.
   *
   * @param rows all rows, in the order of the source, with both labels; not modified
   * @return the figures, by protocol, method and role
   * @throws ml.tacit.table.BadDataException if a label is missing or a cell is too small to split
   */
  public List<Outcome> run(LabelledRows rows) {
    List<Job> jobs = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      Protocol.Parts parts = protocol.split(rows, keep, hide);
      ScatterSnapshot fitted = scatter(rows.select(parts.fit()));
      for (Candidate candidate : quick ? Candidate.quick() : Candidate.all()) {
        AffineMap map = candidate.trainer() == null ? null : candidate.fit(fitted, keep, hide);
        AuditRows released =
            new AuditRows(
                release(map, rows.select(parts.learn())), release(map, rows.select(parts.test())));
        for (Learner learner : learners(protocol, Outcome.PRIVACY)) {
          jobs.add(new Job(protocol, candidate, Outcome.PRIVACY, learner, released));
        }
        for (Learner learner : learners(protocol, Outcome.UTILITY)) {
          jobs.add(new Job(protocol, candidate, Outcome.UTILITY, learner, released));
        }
      }
    }
    return runAll(jobs);
  }

  /**
   * Neighbours and forest attack under the strict protocol only: the customary one is about linear
   * ones.
   */
  private List<Learner> learners(Protocol protocol, String role) {
    boolean privacy = role.equals(Outcome.PRIVACY);
    List<Learner> linear =
        privacy
            ? List.of(Learner.LOGISTIC, Learner.CONDITIONAL_LOGISTIC)
            : List.of(Learner.LOGISTIC);
    if (quick) {
      return linear;
    }
    List<Learner> all = new ArrayList<>(linear);
    all.add(Learner.RBF_SVM);
    if (privacy && protocol == Protocol.STRICT) {
      all.add(Learner.NEAREST_NEIGHBOURS);
      all.add(Learner.EXTRA_TREES);
    }
    return all;
  }

  private ScatterSnapshot scatter(LabelledRows rows) {
    return new Scatter(rows.features().size(), keep, hide)
        .accept(rows.rows(), rows.label(keep), rows.label(hide))
        .snapshot();
  }

  private static LabelledRows release(AffineMap map, LabelledRows rows) {
    if (map == null) {
      return rows;
    }
    DMatrixRMaj released = map.apply(rows.rows());
    List<String> names = IntStream.range(0, released.numCols).mapToObj(j -> "y" + j).toList();
    return rows.withRows(names, released);
  }

  /** One learner on one label of one release. */
  private record Job(
      Protocol protocol, Candidate candidate, String role, Learner learner, AuditRows rows) {

    /** Rough: numbers to learn from, a forest counting several times. */
    long cost() {
      long numbers = (long) rows.train().size() * rows.train().features().size();
      return numbers * (learner == Learner.EXTRA_TREES ? 4 : 1);
    }
  }

  private Outcome outcome(Job job) {
    boolean privacy = job.role().equals(Outcome.PRIVACY);
    String label = privacy ? hide : keep;
    Learner.Score score =
        job.learner().score(job.rows(), label, privacy ? keep : hide, quick, SEED);
    synchronized (this) {
      progress.accept(
          "%s %s: %s".formatted(job.protocol(), job.candidate().name(), score.learner()));
    }
    return new Outcome(
        job.protocol().toString(),
        job.candidate().name(),
        job.role(),
        label,
        score.learner(),
        score.accuracy(),
        score.low(),
        score.high(),
        score.majority(),
        score.chance());
  }

  /**
   * The costliest start first, else one would run on alone at the end; figures come in job order.
   */
  private List<Outcome> runAll(List<Job> jobs) {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      IdentityHashMap<Job, Future<Outcome>> running = new IdentityHashMap<>();
      jobs.stream()
          .sorted(Comparator.comparingLong(Job::cost).reversed())
          .forEach(job -> running.put(job, pool.submit(() -> outcome(job))));
      List<Outcome> outcomes = new ArrayList<>();
      for (Job job : jobs) {
        outcomes.add(running.get(job).get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
