package ml.tacit.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point: {@code tacit COMMAND [OPTIONS]}. */
@Command(
    name = "tacit",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Learns from rows of numbers a map that keeps one label and gives away as little as possible"
          + " about another, and audits what an attacker can still find out.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit status: 0 done, 1 the job failed (one line says why, no output was touched), 2 wrong usage, 3 done, and the"
          + " verdict is one that --fail-on names.",
      "Files: - is the standard input as --input, the standard output as an output. A pipe or device is written to as"
          + " bytes come, and what else there is to say goes to the error stream where the output is the standard one. A"
          + " symbolic link is written through; a replaced file passes its mode and owner on.",
      "First command to try: tacit desensitize"
    },
    subcommands = {
      DesensitizeCommand.class,
      FitCommand.class,
      MergeCommand.class,
      TransformCommand.class,
      InspectCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      CertifyCommand.class,
      ReproduceCommand.class,
      DatasetsCommand.class,
    })
public final class Tacit implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  /**
   * Runs a command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // a report reads the same wherever it was made
    VectorModule.addFor(args.length == 0 ? "" : args[0]);
    Notes.collect();
    StandardOutput out = new StandardOutput();
    PrintWriter err = writer(System.err);
    int status = run(writer(out), err, args);
    if (status == CommandLine.ExitCode.OK || status == FailOnOptions.STATUS) {
      int written = out.status(err);
      status = written == CommandLine.ExitCode.OK ? status : written;
    }
    System.exit(status);
  }

  /** UTF-8 whatever the locale: column and class names must come out as they went in. */
  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs a command without leaving the JVM; returns the exit status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine(out, err);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      RunLog.failed(line, Failures.line(e), CommandLine.ExitCode.SOFTWARE, false);
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      out.flush();
    }
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Tacit());
    RunOptions.addTo(line);
    line.getSubcommands().get("fit").setResourceBundle(Method.help());
    return line.setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setTrimQuotes(true) // lists take their names apart themselves: NameList
        .setUsageHelpWidth(HELP_WIDTH)
        .setExecutionStrategy(RunOptions::execute)
        .setParameterExceptionHandler(Tacit::wrongUsage)
        .setExecutionExceptionHandler(Tacit::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = Failures.oneLine(e.getMessage()) + " (see " + name + " --help)";
    RunLog.failed(command, message, CommandLine.ExitCode.USAGE, RunOptions.asksForJson(args));
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (StandardOutput.isClosedPipe(e)) {
      return StandardOutput.CLOSED_PIPE;
    }
    RunLog.failed(command, Failures.line(e), CommandLine.ExitCode.SOFTWARE, false);
    if (System.getenv("TACIT_DEBUG") != null) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }

    static String text() {
      String version = Tacit.class.getPackage().getImplementationVersion();
      return "tacit "
          + (version == null ? "development" : version)
          + " on Java "
          + Runtime.version();
    }
  }
}
