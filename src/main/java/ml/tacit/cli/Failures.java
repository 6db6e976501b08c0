package ml.tacit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Shown;
import picocli.CommandLine;

/** What a command says when it fails: one line. */
final class Failures {
  private static final String OUT_OF_MEMORY =
      "out of memory; give the JVM more, say TACIT_JAVA_OPTS=-Xmx4g";

  private Failures() {}

  /** The line for an exception. */
  static String line(Throwable e) {
    return oneLine(message(e));
  }

  /**
   * A message of another library may have several lines; what else is no plain text is escaped, as
   * in messages of this one.
   */
  static String oneLine(String message) {
    return Shown.text(message.replaceAll("\\s*\\R\\s*", " "));
  }

  /** What to say of an exception; of what only carries another, what to say of that one. */
  private static String message(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return OUT_OF_MEMORY;
    }
    boolean carries =
        e instanceof UncheckedIOException
            || e instanceof ExecutionException
            || e instanceof CompletionException
            || e instanceof CommandLine.ExecutionException
            || (e.getClass() == RuntimeException.class && hasMessageOf(e, e.getCause()));
    if (carries && e.getCause() != null) {
      String cause = message(e.getCause());
      return isTextOfItsOwn(e) ? e.getMessage() + ": " + cause : cause;
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied";
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + words(e.getClass().getSimpleName());
    }
    boolean expected =
        e instanceof BadDataException
            || e instanceof SingularMatrixException
            || e instanceof IllegalArgumentException
            || e instanceof IOException;
    return expected && e.getMessage() != null
        ? e.getMessage()
        : "unexpected " + e + " (set TACIT_DEBUG=1 for the place)";
  }

  /** Made by {@code new X(cause)}, an exception has the text of its cause. */
  private static boolean hasMessageOf(Throwable e, Throwable cause) {
    return cause != null && cause.toString().equals(e.getMessage());
  }

  private static boolean isTextOfItsOwn(Throwable e) {
    return e instanceof UncheckedIOException
        && e.getMessage() != null
        && !hasMessageOf(e, e.getCause());
  }

  /** "DirectoryNotEmptyException" as "directory not empty". */
  private static String words(String exception) {
    return exception
        .replaceFirst("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
