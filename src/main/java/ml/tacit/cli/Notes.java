package ml.tacit.cli;

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

  private static volatile Notes collector;

  private Notes() {}

  /** Takes the place of the console for the library's loggers. */
  static void collect() {
    Notes notes = new Notes();
    notes.setLevel(Level.WARNING);
    LIBRARY.setUseParentHandlers(false);
    LIBRARY.addHandler(notes);
    collector = notes;
  }

  /** The library's loggers are as before. */
  static void stop() {
    LIBRARY.removeHandler(collector);
    LIBRARY.setUseParentHandlers(true);
    collector = null;
  }

  /** Something to know that does not stop a command. */
  static void add(String line) {
    LIBRARY.warning(line);
  }

  /** What was kept since the last time, each line once; nothing where nobody collects. */
  static List<String> take() {
    Notes notes = collector;
    if (notes == null) {
      return List.of();
    }
    List<String> taken = notes.lines.stream().distinct().map(Failures::oneLine).toList();
    notes.lines.clear();
    return taken;
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
