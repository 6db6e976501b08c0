package ml.tacit.cli;

import java.io.PrintWriter;
import java.util.List;
import ml.tacit.table.Formulas;
import picocli.CommandLine.Option;

/** What becomes of released texts that a spreadsheet would run. */
final class GuardOptions {
  @Option(
      names = "--guard-formulas",
      description =
          "In CSV files, put ' before names and texts that begin with =, +, -, @ or a tab and are no numbers: a"
              + " spreadsheet would run them. Without it they are released as they are, which is said.")
  private boolean guard;

  Formulas formulas() {
    return guard ? Formulas.guarded() : Formulas.asTheyAre();
  }

  List<String> words() {
    return guard ? List.of("--guard-formulas") : List.of();
  }

  /** Once, however many files were written. */
  static void say(Formulas formulas, PrintWriter out) {
    if (!formulas.note().isEmpty()) {
      out.println("note: " + formulas.note());
    }
  }
}
