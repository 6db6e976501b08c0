package ml.tacit.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the library logs as warnings, kept until a command is done and then shown as one line each.
 */
final class Notes extends Handler {
  private static final Logger LIBRARY = Logger.getLogger("ml.tacit");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  private Notes() {}

  /** Takes the place of the console for the library's loggers. */
  static Notes collect() {
    Notes notes = new Notes();
    notes.setLevel(Level.WARNING);
    LIBRARY.setUseParentHandlers(false);
    LIBRARY.addHandler(notes);
    return notes;
  }

  /** Something to know that does not stop a command. */
  static void add(String line) {
    LIBRARY.warning(line);
  }

  void print(PrintWriter out) {
    lines.stream().distinct().forEach(line -> out.println("note: " + Failures.oneLine(line)));
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      lines.add(formatter.formatMessage(entry));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
