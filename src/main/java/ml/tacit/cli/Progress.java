package ml.tacit.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ml.tacit.table.Shown;

/**
 * That work goes on: a moving line on a terminal; elsewhere a line every 30 seconds, so that short
 * jobs say nothing, and long ones are known to live.
 */
final class Progress implements AutoCloseable {
  private static final long MEGABYTE = 1_000_000;
  private static final long HEARTBEAT_MILLIS = 30_000;

  private final RunLog log = RunLog.current();
  private final long start = System.nanoTime();
  private final String task;

  /** In bytes; not above 0 where it is not known. */
  private final long total;

  private final boolean isBytes;
  private final ProgressBar bar;
  private final Thread heartbeat;
  private volatile long done;
  private volatile String what = "";

  Progress(String task, long total, boolean isBytes, long heartbeatMillis) {
    this.task = task;
    this.total = total;
    this.isBytes = isBytes;
    boolean moving = onTerminal() && !log.isJson() && !log.isQuiet();
    bar = moving ? builder().build() : null;
    heartbeat =
        moving || log.isQuiet() ? null : new Thread(() -> beat(heartbeatMillis), "heartbeat");
    if (heartbeat != null) {
      heartbeat.setDaemon(true);
      heartbeat.start();
    }
  }

  /** Bytes of a file; {@code total} in bytes. */
  static Progress bytes(String task, long total) {
    return new Progress(task, total, true, HEARTBEAT_MILLIS);
  }

  /** Steps of unknown number. */
  static Progress steps(String task) {
    return new Progress(task, -1, false, HEARTBEAT_MILLIS);
  }

  private ProgressBarBuilder builder() {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(Shown.text(task))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .setInitialMax(total);
    return isBytes ? builder.setUnit(" MB", MEGABYTE) : builder;
  }

  private void beat(long millis) {
    try {
      while (true) {
        Thread.sleep(millis);
        tell();
      }
    } catch (InterruptedException e) {
      // the work is done
    }
  }

  private void tell() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("task", task);
    figures.put(isBytes ? "bytes" : "steps", done);
    if (total > 0) {
      figures.put("totalBytes", total);
    }
    if (!what.isEmpty()) {
      figures.put("step", what);
    }
    String words =
        isBytes
            ? done / MEGABYTE + (total > 0 ? " of " + total / MEGABYTE : "") + " MB"
            : done + " steps" + (what.isEmpty() ? "" : ", " + what);
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    log.progress(String.format(Locale.ROOT, "%s: %s, %d s", task, words, seconds), figures);
  }

  void to(long now) {
    done = now;
    if (bar != null) {
      bar.stepTo(now);
    }
  }

  /** Attackers may tell from several threads. */
  synchronized void step(String now) {
    done++;
    what = now;
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(Shown.text(now)); // it writes to the terminal itself
    }
  }

  @Override
  public void close() {
    if (heartbeat != null) {
      heartbeat.interrupt();
    }
    if (bar != null) {
      bar.close();
    }
  }

  /** The launcher knows (a JVM from 22 on has a console even where there is no terminal). */
  private static boolean onTerminal() {
    return Boolean.getBoolean("tacit.terminal");
  }
}
