package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The pool that a caller works in decides how many threads there are, and nothing else. */
class ThreadsTest {
  /** Large enough that every operation would take several threads. */
  private static final int N = 420;

  @Test
  void everyOperationGivesTheSameBitsOnAnyNumberOfThreads() throws Exception {
    List<double[]> here = everything();
    for (int threads : new int[] {1, 2, 4}) {
      Pool pool = new Pool(threads);
      List<double[]> there = pool.call();
      for (int i = 0; i < here.size(); i++) {
        assertArrayEquals(here.get(i), there.get(i), "result " + i + ", " + threads + " threads");
      }
      if (threads == 1) {
        assertEquals(1, pool.workers.size(), "one thread is one thread");
      } else {
        assertTrue(pool.workers.size() > 1, "the test can fail");
      }
    }
  }

  @Test
  void aPoolOfOneRunsAllPartsWhereItIs() throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      Thread caller =
          pool.submit(
                  () -> {
                    assertEquals(1, Parallel.threads());
                    Parallel.ranges(
                        Parallel.threads(), 8, 100, (from, to) -> seen.add(Thread.currentThread()));
                    return Thread.currentThread();
                  })
              .get();
      assertEquals(1, seen.size());
      assertSame(caller, seen.iterator().next());
    } finally {
      pool.shutdown();
    }
  }

  /** A fork-join task would throw a copy of the exception without its message. */
  @Test
  void whatAPartThrowsArrivesWithItsMessage() throws Exception {
    for (int threads : new int[] {1, 2, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        ArithmeticException thrown =
            pool.submit(
                    () ->
                        assertThrows(
                            ArithmeticException.class,
                            () -> Parallel.ranges(threads, 8, 8, ThreadsTest::fail)))
                .get();
        assertEquals(threads == 1 ? "from 0" : "from 3", thrown.getMessage(), threads + " threads");
      } finally {
        pool.shutdown();
      }
    }
  }

  private static void fail(int from, int to) {
    if (from >= 3 || to == 8) {
      throw new ArithmeticException("from " + from);
    }
  }

  /** A pool that knows which threads it made. */
  private static final class Pool {
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final ForkJoinPool pool;

    Pool(int threads) {
      pool =
          new ForkJoinPool(
              threads,
              home -> {
                ForkJoinWorkerThread worker =
                    ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(home);
                workers.add(worker);
                return worker;
              },
              null,
              false);
    }

    List<double[]> call() throws Exception {
      long stolen = ForkJoinPool.commonPool().getStealCount();
      try {
        return pool.submit(ThreadsTest::everything).get();
      } finally {
        pool.shutdown();
        assertEquals(stolen, ForkJoinPool.commonPool().getStealCount(), "the common pool rests");
      }
    }
  }

  /** The results of all that the package offers. */
  private static List<double[]> everything() {
    DMatrixRMaj a = random(N, N + 40, 1);
    DMatrixRMaj b = random(N + 40, N, 2);
    DMatrixRMaj thin = random(N, 6, 3);
    DMatrixRMaj gram = new DMatrixRMaj(N, N);
    Dense.addGram(b, gram);
    DMatrixRMaj scatter = new DMatrixRMaj(N, N);
    Dense.addScatter(b, random(1, N, 5), new int[N + 40], scatter);
    Cholesky factor = Cholesky.of(gram);
    LowRankPencil pencil = LowRankPencil.solve(thin, factor);
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    SymmetricEigen largest = SymmetricEigen.largest(gram, 7);
    SymmetricEigen smallest = SymmetricEigen.smallest(gram, 3);
    GeneralizedEigen pairs = GeneralizedEigen.largest(gram, factor, 5);
    ThinQr qr = ThinQr.of(thin);
    List<double[]> results = new ArrayList<>();
    Collections.addAll(
        results,
        Dense.multiply(a, b).data,
        Dense.multiply(a, random(N + 40, 5, 4)).data,
        Dense.multiplyTransposedA(b, Dense.transpose(a)).data,
        gram.data,
        scatter.data,
        RowPanels.of(b, new double[N]).gram(PairMeasure.SQUARED_DISTANCE, (v, i, j) -> {}).data,
        factor.solve(thin).data,
        factor.solve(a).data,
        factor.multiplyTransposed(thin).data,
        pencil.values(),
        pencil.vectors().data,
        eigen.values(),
        eigen.vectors().data,
        SymmetricEigen.values(gram),
        largest.vectors().data,
        smallest.vectors().data,
        pairs.vectors().data,
        qr.q().data,
        qr.complement().data,
        ThinQr.of(a).q().data);
    for (double[] result : results) {
      assertTrue(Arrays.stream(result).allMatch(Double::isFinite));
    }
    return results;
  }

  private static DMatrixRMaj random(int n, int k, long seed) {
    return new DMatrixRMaj(n, k, true, new Random(seed).doubles((long) n * k, -1, 1).toArray());
  }
}
