package ml.tacit.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** What a run says beside its answer; added to every command by {@link #addTo}. */
final class RunOptions {
  private static final String NAME = "run";

  /** How the error stream is written. */
  enum Log {
    TEXT,
    JSON
  }

  @Option(
      names = "--quiet",
      description =
          "Say nothing but errors. What inspect and datasets print is their answer, and stays.")
  private boolean quiet;

  @Option(
      names = "--log",
      paramLabel = "json",
      description =
          "Write the error stream as one JSON object a line: start, progress, warning, done, failed, with counts and"
              + " seconds.")
  private Log log = Log.TEXT;

  /** Every command below gets the options. */
  static void addTo(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      command.addMixin(NAME, new RunOptions());
      addTo(command);
    }
  }

  /** Runs what was parsed between the start and the end of a log. */
  static int execute(ParseResult parsed) {
    CommandLine.IExecutionStrategy last = new CommandLine.RunLast();
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    CommandLine command = innermost.commandSpec().commandLine();
    if (innermost.isUsageHelpRequested()
        || innermost.isVersionHelpRequested()
        || !(command.getMixins().get(NAME) instanceof RunOptions options)) {
      return last.execute(parsed);
    }
    RunLog log = RunLog.begin(command, options.quiet, options.log == Log.JSON);
    int status = last.execute(parsed); // an exception ends the log in failed()
    log.done(status);
    return status;
  }

  /** Whether a line that could not be parsed asks for JSON. */
  static boolean asksForJson(String... args) {
    String line = String.join(" ", args).toLowerCase(Locale.ROOT) + " ";
    return line.contains("--log json ") || line.contains("--log=json ");
  }
}
