package ml.tacit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.NewPeople;
import ml.tacit.audit.NumberResult;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.NewPeopleReport;
import ml.tacit.audit.report.NumberReport;
import ml.tacit.release.Release;

/**
 * What desensitize prints once everything is written.
 *
 * @param forRelease whether others may have the model
 */
record DesensitizeText(PrintWriter out, Path folder, boolean forRelease) {

  /**
   * The release, then what leaks in two numbers, then each audit, then the two numbers again.
   *
   * @param people what it does for people whom it was not fitted to, or null
   * @param columnsForm whether the erased columns were asked for in place of a search
   */
  void print(
      Chosen chosen,
      List<AuditResult> audits,
      List<NumberResult> numbers,
      NewPeople people,
      boolean columnsForm) {
    release(chosen);
    audits.forEach(audit -> out.println(AuditText.twoNumbers(audit)));
    for (AuditResult audit : audits) {
      out.println();
      out.print(AuditText.table(audit));
    }
    if (people != null) {
      out.println();
      out.print(NewPeopleReport.text(people));
    }
    for (NumberResult number : numbers) {
      out.println();
      out.print(NumberReport.text(number));
    }
    out.println();
    audits.forEach(audit -> out.println(AuditText.twoNumbers(audit)));
    if (columnsForm) {
      out.println(
          "--columns-form was asked for: that is what the erased columns leave; without it, a release that holds is searched for");
    }
    out.printf(
        Locale.ROOT,
        "wrote %s, %s, %s.html, %s.json%n",
        folder.resolve(ReleaseFolder.RELEASED),
        ReleaseFolder.MODEL,
        ReleaseFolder.REPORT,
        ReleaseFolder.AUDIT);
    out.println(
        "note: "
            + (forRelease
                ? "others may have the model; with it, released rows tell more about the raw ones than without"
                : ModelText.givesAway(chosen.release())));
    out.flush();
  }

  private void release(Chosen chosen) {
    Release release = chosen.release();
    out.print(ModelText.summary(release) + System.lineSeparator());
    for (String fact : List.of(ReleaseFacts.UNSEEN, ReleaseFacts.WITHHELD)) {
      chosen.facts().get(fact).ifPresent(value -> out.println(fact + ": " + value));
    }
  }
}
