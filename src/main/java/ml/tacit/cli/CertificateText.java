package ml.tacit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ml.tacit.leak.Certificate;

/**
 * A certificate as a short table and what it takes for granted.
 *
 * @param certificate what was certified
 * @param names of the columns: hide, cells and perhaps given
 * @param coverage which rows may have been used before
 */
record CertificateText(Certificate certificate, Map<String, String> names, String coverage) {

  void print(PrintWriter out) {
    String given = names.get("given");
    out.printf(
        Locale.ROOT,
        "No attacker names '%s' of a fresh row from '%s'%s more often than in %s of the cases (%.0f %% confidence%s).%n%n",
        names.get("hide"),
        names.get("cells"),
        given == null ? "" : " and '" + given + "'",
        percent(certificate.certified()),
        100 * certificate.confidence(),
        certificate.candidates() == 1
            ? ""
            : ", for all " + certificate.candidates() + " candidates at once");
    out.println("rows together   certified   counted   chance");
    for (Certificate.Together one : certificate.together()) {
      out.printf(
          Locale.ROOT,
          "%13d %11s %9s %8s%n",
          one.rows(),
          percent(one.certified()),
          percent(one.plugIn()),
          percent(one.prior()));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "counted: what counting reaches on the very rows it counted; %s on one row if cells told nothing%n",
        percent(certificate.floor()));
    out.printf(
        Locale.ROOT,
        "chance: what is reached without the cell%s%n",
        given == null ? "" : ", by '" + given + "' alone");
    out.printf(
        Locale.ROOT,
        "rows: %d, in %d independent blocks of %d%s%n",
        certificate.rows(),
        certificate.blocks(),
        certificate.blockLength(),
        certificate.lookedAt() == 0
            ? ""
            : "; " + certificate.lookedAt() + " others for the choice of that length");
    out.println(
        "certified with other blocks: "
            + certificate.sensitivity().stream()
                .map(
                    one ->
                        (one.isWholeRun() ? "whole run" : String.valueOf(one.block()))
                            + " "
                            + percent(one.certified()))
                .collect(Collectors.joining(", ")));
    out.println("assumed:");
    certificate.assumptions().forEach(line -> out.println("- " + line));
    out.println("note: " + coverage);
    out.flush();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
