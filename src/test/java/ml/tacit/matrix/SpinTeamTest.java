package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Every part runs once, whoever comes to help. */
class SpinTeamTest {

  @Test
  void everyPartOnce() throws Exception {
    for (int threads : new int[] {1, 2, 5}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(7);
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        pool.submit(() -> thousandJobs(threads, runs)).get();
      } finally {
        pool.shutdown();
      }
      thousandJobs(threads, runs); // with helpers from the common pool
      for (int part = 0; part < runs.length(); part++) {
        assertEquals(2000, runs.get(part), "part " + part + " of " + threads + " threads");
      }
    }
  }

  private static void thousandJobs(int threads, AtomicIntegerArray runs) {
    try (SpinTeam team = new SpinTeam(threads)) {
      for (int job = 0; job < 1000; job++) {
        team.run(runs.length(), runs::incrementAndGet);
      }
    }
  }

  /** A pool of one has nobody to spare. */
  @Test
  void nobodyWaitsForHelpersThatNeverCome() throws Exception {
    AtomicIntegerArray runs = new AtomicIntegerArray(7);
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      pool.submit(() -> thousandJobs(3, runs)).get();
    } finally {
      pool.shutdown();
    }
    assertEquals(1000, runs.get(6));
  }

  @Test
  void whatFailsIsNotLost() {
    try (SpinTeam team = new SpinTeam(2)) {
      ArithmeticException thrown =
          assertThrows(
              ArithmeticException.class,
              () ->
                  team.run(
                      4,
                      part -> {
                        throw new ArithmeticException("part failed");
                      }));
      assertEquals("part failed", thrown.getMessage());
    }
  }
}
