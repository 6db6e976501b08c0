package ml.tacit.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import ml.tacit.format.Json;
import picocli.CommandLine;

/**
 * What one run says beside its answer: in words, as JSON, or not at all. One event a line of the
 * error stream, whole even where several threads speak. The log of a thread is that of the run that
 * it began last.
 */
final class RunLog {
  private static final Set<String> ANSWERS = Set.of("inspect", "datasets", "verify");
  private static final RunLog NONE = new RunLog("tacit", null, true, false);
  private static final ThreadLocal<RunLog> CURRENT = ThreadLocal.withInitial(() -> NONE);

  private final String command;
  private final PrintWriter err;
  private final boolean quiet;
  private final boolean json;
  private final long start = System.nanoTime();
  private final Map<String, Object> counts = new LinkedHashMap<>();

  private RunLog(String command, PrintWriter err, boolean quiet, boolean json) {
    this.command = command;
    this.err = err;
    this.quiet = quiet;
    this.json = json;
  }

  /** The log of the run that this thread is in; outside of one, nothing is said. */
  static RunLog current() {
    return CURRENT.get();
  }

  static RunLog begin(CommandLine line, boolean quiet, boolean json) {
    String name = line.getCommandSpec().qualifiedName().replaceFirst("^tacit ", "");
    RunLog log = new RunLog(name, ShownWriter.of(line.getErr()), quiet, json);
    CURRENT.set(log);
    boolean answers = ANSWERS.contains(name.split(" ", 2)[0]);
    if (quiet && !answers) {
      line.setOut(new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    } else if (json && !answers) {
      line.setOut(new PrintWriter(new Lines(line.getOut(), log::warningIn), true));
    }
    line.setOut(ShownWriter.of(line.getOut()));
    log.event("start", Map.of());
    return log;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean isJson() {
    return json;
  }

  /** Where words go that have no place on the standard output, since rows go there. */
  PrintWriter aside(PrintWriter out, PrintWriter error) {
    if (quiet && this != NONE) {
      return out;
    }
    return ShownWriter.of(json ? new PrintWriter(new Lines(null, this::warningIn), true) : error);
  }

  /** A figure of the event at the end. */
  void count(String name, Object value) {
    counts.put(name, value);
  }

  /** Work goes on: in words for a log, or as an event. */
  void progress(String words, Map<String, Object> figures) {
    if (json) {
      event("progress", figures);
    } else if (!quiet) {
      err.println("tacit " + command + ": " + words);
    }
  }

  /** The command returned. */
  void done(int status) {
    CURRENT.remove();
    for (String note : Notes.take()) {
      if (json) {
        event("warning", Map.of("message", note));
      } else if (!quiet) {
        err.println("note: " + note);
      }
    }
    counts.put("status", status);
    event("done", counts);
  }

  /** The command threw: one line, whatever else was asked for. */
  static void failed(CommandLine line, String message, int status, boolean json) {
    RunLog log = CURRENT.get();
    CURRENT.remove();
    Notes.take(); // after a failure there is one line only
    String name = line.getCommandSpec().qualifiedName();
    if (log.json || json) {
      RunLog speaks =
          log == NONE
              ? new RunLog(name.replaceFirst("^tacit ", ""), line.getErr(), false, true)
              : log;
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("message", message);
      figures.put("status", status);
      speaks.event("failed", figures);
    } else {
      line.getErr().printf(Locale.ROOT, "%s: %s%n", name, message);
    }
  }

  private void warningIn(String line) {
    for (String prefix : new String[] {"warning: ", "note: "}) {
      if (line.startsWith(prefix)) {
        event("warning", Map.of("message", line.substring(prefix.length())));
      }
    }
  }

  private void event(String event, Map<String, Object> figures) {
    if (!json || (quiet && !event.equals("failed"))) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", event);
    fields.put("command", command);
    fields.put("seconds", Math.round((System.nanoTime() - start) * 1e-6) / 1000.0);
    fields.putAll(figures);
    err.println(Json.write(fields));
  }

  /** Passes text on, if there is where to, and tells of each line. */
  private static final class Lines extends Writer {
    private final PrintWriter out;
    private final Consumer<String> told;
    private final StringBuilder line = new StringBuilder();

    Lines(PrintWriter out, Consumer<String> told) {
      this.out = out;
      this.told = told;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      if (out != null) {
        out.write(text, offset, length);
      }
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          told.accept(line.toString().stripTrailing());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {
      if (out != null) {
        out.flush();
      }
    }

    @Override
    public void close() {
      flush();
    }
  }
}
