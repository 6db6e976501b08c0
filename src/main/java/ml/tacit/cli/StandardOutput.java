package ml.tacit.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;

/**
 * The standard output, which remembers its first error: a {@link PrintWriter} says nothing of one,
 * and a command whose answer was lost has not done its job.
 */
final class StandardOutput extends OutputStream {
  /** What a shell gives a program that wrote on when its reader, say {@code head}, had ended. */
  static final int CLOSED_PIPE = 128 + 13;

  private final OutputStream out;
  private IOException failure;

  StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out);
  }

  /** Whether this says that the reader of a pipe has gone: nothing to tell anybody. */
  static boolean isClosedPipe(Throwable e) {
    return e instanceof IOException
        && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  /** The status of a command that did its job: 0 if all it said has arrived. */
  int status(PrintWriter err) {
    try {
      flush();
    } catch (IOException e) {
      // kept in failure
    }
    if (failure == null) {
      return CommandLine.ExitCode.OK;
    }
    if (isClosedPipe(failure)) {
      return CLOSED_PIPE;
    }
    err.println("tacit: cannot write to the standard output: " + failure.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    remembering(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    remembering(out::flush);
  }

  private interface Action {
    void run() throws IOException;
  }

  private void remembering(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
