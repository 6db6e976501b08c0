package ml.tacit.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress line on the error stream, on a terminal only: logs and pipes stay clean. */
final class Progress implements AutoCloseable {
  private static final long MEGABYTE = 1_000_000;

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /** Bytes of a file; {@code total} in bytes. */
  static Progress bytes(String task, long total) {
    return new Progress(
        onTerminal() ? builder(task).setInitialMax(total).setUnit(" MB", MEGABYTE).build() : null);
  }

  /** Steps of unknown number. */
  static Progress steps(String task) {
    return new Progress(onTerminal() ? builder(task).setInitialMax(-1).build() : null);
  }

  private static ProgressBarBuilder builder(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .clearDisplayOnFinish();
  }

  void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  void step(String what) {
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(what);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** The launcher knows (a JVM from 22 on has a console even where there is no terminal). */
  private static boolean onTerminal() {
    return Boolean.getBoolean("tacit.terminal");
  }
}
