package ml.tacit.cli;

import java.util.Set;

/**
 * Adds the module of vector instructions to a JVM that runs already.
 *
 * <p>{@code --add-modules jdk.incubator.vector} would do the same and prints "WARNING: Using
 * incubator modules" on the error stream of each run, which no option turns off; a scheduled job
 * then mails that line every night. A filter on the error stream would cost a process, the order of
 * lines and signals. The JDK itself adds modules later in this way (for agents), without a line.
 * The launcher opens that way ({@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED}) and
 * turns on what the JVM turns on where it sees the option ({@code -XX:+EnableVectorSupport}). Where
 * the way is closed, or a later Java has changed it, plain kernels are taken.
 */
final class VectorModule {
  private static final Set<String> USERS =
      Set.of("fit", "transform", "desensitize", "audit", "reproduce");

  private VectorModule() {}

  /** For the commands with linear algebra; must come before the first of it. */
  static void addFor(String command) {
    if (USERS.contains(command)) {
      try {
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, "jdk.incubator.vector");
      } catch (ReflectiveOperationException | LinkageError e) {
        // plain kernels
      }
    }
  }
}
