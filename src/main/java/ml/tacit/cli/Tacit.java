package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.BadDataException;
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
      "Exit status: 0 done, 1 the job failed (one line says why, no output was touched), 2 wrong usage.",
      "First command to try: tacit desensitize"
    },
    subcommands = {
      DesensitizeCommand.class,
      FitCommand.class,
      TransformCommand.class,
      InspectCommand.class,
      AuditCommand.class,
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
    Notes notes = Notes.collect();
    PrintWriter err = writer(System.err);
    int status = run(writer(System.out), err, args);
    if (status == CommandLine.ExitCode.OK) {
      notes.print(err); // after a failure there is one line only
    }
    System.exit(status);
  }

  /** UTF-8 whatever the locale: column and class names must come out as they went in. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs a command without leaving the JVM; returns the exit status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return commandLine(out, err).execute(args);
    } catch (OutOfMemoryError e) {
      err.println("tacit: out of memory; give the JVM more, say TACIT_JAVA_OPTS=-Xmx4g");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Tacit())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
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
    command.getErr().printf("%s: %s (see %s --help)%n", name, oneLine(e.getMessage()), name);
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command
        .getErr()
        .printf("%s: %s%n", command.getCommandSpec().qualifiedName(), oneLine(message(e)));
    if (System.getenv("TACIT_DEBUG") != null) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied";
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + e.getClass().getSimpleName();
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

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
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
