package ml.tacit.fuzz;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What Jazzer calls: {@code --target_class=ml.tacit.fuzz.FuzzDriver --target_args=NAME}. */
public final class FuzzDriver {
  private static final Logger LOG = Logger.getLogger("ml.tacit");
  private static Fuzzed reader;

  private FuzzDriver() {}

  /** The reader by its class name. */
  public static void fuzzerInitialize(String[] args) throws Exception {
    LOG.setLevel(Level.OFF); // readers warn of much in what is made up
    reader = FuzzTargets.of(args[0]);
  }

  /** One attack. */
  public static void fuzzerTestOneInput(byte[] data) throws Throwable {
    Refusal.of(reader, data);
  }
}
