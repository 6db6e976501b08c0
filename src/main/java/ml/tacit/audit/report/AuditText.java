package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Evidence;
import ml.tacit.audit.Finding;

/** An audit as a table for a terminal. */
public final class AuditText {
  private static final int CELL_WIDTH = 20;

  private AuditText() {}

  /**
   * The adversaries before and after, the reference rates beside them, the verdict below.
   *
   * @param result the audit
   * @return several lines, percentages with 95 % limits, ending in a line break
   */
  public static String table(AuditResult result) {
    int width = 16;
    for (Finding finding : result.findings()) {
      width = Math.max(width, finding.adversary().length() + 2);
    }
    List<String> lines = new ArrayList<>();
    lines.add(heading("who guesses '" + result.hide() + "'", result, width));
    panel(lines, result, Finding.PRIVACY, width);
    lines.add(reference("majority guess", result.majority(), result, width));
    lines.add(reference("uniform chance", result.chance(), result, width));
    lines.add("");
    if (result.keep() != null) {
      lines.add(heading("who learns '" + result.keep() + "'", result, width));
      panel(lines, result, Finding.UTILITY, width);
      lines.add(reference("majority guess", result.utilityMajority(), result, width));
      lines.add(reference("uniform chance", result.utilityChance(), result, width));
      lines.add("");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%% of %d test rows, %d classes of '%s'; 95 %% limits by blocks (%d), for '%s' jointly over"
                + " its adversaries",
            result.testRows(),
            result.hideClasses().size(),
            result.hide(),
            result.blocks(),
            result.hide()));
    Evidence evidence = result.evidence();
    if (!Double.isNaN(evidence.bits())) {
      lines.add(
          String.format(
              Locale.ROOT,
              "at least %.2f of the %.2f bits that name '%s' leak per row (calibrated adversaries)",
              evidence.bits(),
              evidence.entropy(),
              result.hide()));
    }
    result.people().stream()
        .filter(person -> person.stage().equals(result.judgedStage()))
        .findFirst()
        .ifPresent(
            worst ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "found best: %s '%s', in %.1f %% of %d rows (%.1f %% if they said nothing)",
                        result.hide(),
                        worst.person(),
                        100 * worst.recall(),
                        worst.rows(),
                        100 * worst.expected())));
    if (!result.linkage().isEmpty()) {
      lines.add(linkage(result));
    }
    WarningLines.of(result.warnings()).forEach(warning -> lines.add("warning: " + warning));
    if (result.quick()) {
      lines.add("quick audit: weaker adversaries, for a first look");
    }
    lines.add("verdict: " + result.verdict().words() + " (" + result.reason() + ")");
    return String.join("\n", lines) + "\n";
  }

  private static void panel(List<String> lines, AuditResult result, String role, int width) {
    for (String who : result.adversaries(role)) {
      String line = "  " + padded(who, width) + cell(result.finding(role, Finding.BEFORE, who));
      lines.add((line + "  " + cell(result.finding(role, Finding.AFTER, who))).stripTrailing());
    }
  }

  private static String heading(String who, AuditResult result, int width) {
    String line = padded(who, width + 2) + padded("before", CELL_WIDTH);
    return (result.released() ? line + "  after" : line).stripTrailing();
  }

  private static String reference(String name, double rate, AuditResult result, int width) {
    String value = String.format(Locale.ROOT, "%5.1f", 100 * rate);
    String line = "  " + padded(name, width) + padded(value, CELL_WIDTH);
    return (result.released() ? line + "  " + value : line).stripTrailing();
  }

  private static String cell(Optional<Finding> finding) {
    String text =
        finding
            .map(
                f ->
                    String.format(
                        Locale.ROOT,
                        "%5.1f  [%4.1f, %5.1f]",
                        100 * f.accuracy(),
                        100 * f.low(),
                        100 * f.high()))
            .orElse("");
    return padded(text, CELL_WIDTH);
  }

  private static String linkage(AuditResult result) {
    String stages =
        result.linkage().stream()
            .map(
                l ->
                    String.format(
                        Locale.ROOT,
                        "%.2f [%.2f, %.2f] %s",
                        l.auc(),
                        l.aucLow(),
                        l.aucHigh(),
                        l.stage()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "linked though never learned: two rows of one '%s', AUC %s (0.50 is chance)",
        result.hide(),
        stages);
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
