package ml.tacit.cli;

import java.util.Collection;
import ml.tacit.audit.Verdict;
import picocli.CommandLine.Option;

/** What a verdict does to the exit status; shared by the commands that end in an audit. */
final class FailOnOptions {
  /** The job is done, all outputs are written, and the verdict is one that was not to be. */
  static final int STATUS = 3;

  /** The mildest verdict that fails. */
  enum FailOn {
    LEAK,
    WEAK
  }

  @Option(
      names = "--fail-on",
      paramLabel = "leak|weak",
      description =
          "End with exit status 3, all outputs written, where a leak is shown (leak), or where the audit is too weak to"
              + " show that there is none, too (weak). Default: the verdict does not touch the status.")
  private FailOn failOn;

  /** The exit status of a job that is done. */
  int status(Collection<Verdict> verdicts) {
    boolean fails =
        failOn != null
            && (verdicts.contains(Verdict.LEAK_SHOWN)
                || (failOn == FailOn.WEAK && verdicts.contains(Verdict.TOO_WEAK)));
    return fails ? STATUS : 0;
  }
}
