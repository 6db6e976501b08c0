package ml.tacit.audit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import ml.tacit.matrix.Interruption;

/**
 * Runs jobs side by side, each on a worker of its own.
 *
 * <p>Smile sums in parallel streams, whose grouping, hence whose last bits, follow the size of the
 * pool they run in. A pool of one worker per job makes that size the same everywhere, so results do
 * not depend on the number of threads.
 */
public final class Workers {
  private Workers() {}

  /** The results in the order of the jobs; jobs start in that order too. */
  public static <T> List<T> runAll(List<Callable<T>> jobs, int threads) {
    ExecutorService outer = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> pending = new ArrayList<>();
      for (Callable<T> job : jobs) {
        pending.add(outer.submit(() -> alone(job)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pending) {
        results.add(get(future));
      }
      return results;
    } finally {
      outer.shutdownNow();
    }
  }

  /** One job on this call, with the same bits as among others. */
  static <T> T run(Callable<T> job) {
    return alone(job);
  }

  /** One job whose loops, streams and matrices share a pool of so many threads, and no other. */
  public static <T> T runWithin(int threads, Callable<T> job) {
    return in(new ForkJoinPool(threads), job);
  }

  private static <T> T alone(Callable<T> job) {
    return in(new ForkJoinPool(1), job);
  }

  private static <T> T in(ForkJoinPool pool, Callable<T> job) {
    try {
      return get(pool.submit(job));
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Interruption.exception();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
