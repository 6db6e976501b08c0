package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.function.Executable;

/** What is said of bad input: one line. */
final class Refusals {
  private Refusals() {}

  /** Of a call that throws in the driver. */
  static String of(Executable call) {
    return oneLine(assertThrows(BadDataException.class, call));
  }

  /** Of a job that throws in a task. */
  static String ofJob(Executable call) {
    Throwable thrown = assertThrows(Throwable.class, call);
    while (thrown != null && !(thrown instanceof BadDataException)) {
      thrown = thrown.getCause();
    }
    assertTrue(thrown != null, "a cause of ours");
    return oneLine(thrown);
  }

  private static String oneLine(Throwable thrown) {
    assertFalse(thrown.getMessage().contains("\n"), thrown.getMessage());
    return thrown.getMessage();
  }
}
