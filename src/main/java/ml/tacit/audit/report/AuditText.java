package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Scores;
import ml.tacit.table.Shown;

/** An audit as a table for a terminal. */
public final class AuditText {
  private static final int CELL_WIDTH = 20;

  /** Two figures, before and after. */
  private static final int RANKED_WIDTH = 14;

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
    Summary summary = Summary.of(result);
    List<String> lines = new ArrayList<>();
    lines.add(heading("who guesses '" + result.hide() + "'", result, width));
    panel(lines, result, Finding.PRIVACY, width);
    lines.add(reference("majority guess", result.majority(), result, width));
    if (result.keep() != null) {
      lines.add(reference("who knows '" + result.keep() + "' only", result.prior(), result, width));
    }
    lines.add(reference("uniform chance", result.chance(), result, width));
    lines.add("");
    ranked(lines, result, Finding.PRIVACY, width);
    lines.add("");
    if (result.keep() != null) {
      lines.add(heading("who learns '" + result.keep() + "'", result, width));
      panel(lines, result, Finding.UTILITY, width);
      lines.add(reference("majority guess", result.utilityMajority(), result, width));
      lines.add(reference("uniform chance", result.utilityChance(), result, width));
      lines.add("");
      ranked(lines, result, Finding.UTILITY, width);
      lines.add("");
    }
    lines.add(
        Xml.format(
            "%% of %d test rows, %d classes of '%s'; 95 %% limits by %s (%d), for '%s' jointly over its"
                + " adversaries",
            result.testRows(),
            result.hideClasses().size(),
            result.hide(),
            result.wording().units(),
            result.blocks(),
            result.hide()));
    if (!Double.isNaN(summary.bits())) {
      lines.add(
          Xml.format(
              "at least %.2f of the %.2f bits that name '%s' leak per row (calibrated adversaries)",
              summary.bits(), result.evidence().entropy(), result.hide()));
    }
    Sentences.recognised(summary).ifPresent(lines::add);
    if (!result.linkage().isEmpty()) {
      lines.add(linkage(result));
    }
    if (!result.restored().isEmpty()) {
      lines.add(restored(result));
    }
    CertifiedReport.line(result).ifPresent(lines::add);
    WarningLines.of(result.warnings()).forEach(warning -> lines.add("warning: " + warning));
    if (result.quick()) {
      lines.add("quick audit: weaker adversaries, for a first look");
    }
    lines.add("verdict: " + result.verdict().words() + " (" + result.reason() + ")");
    return shown(lines);
  }

  /** Lines in which names stand: none of them begins another. */
  static String shown(List<String> lines) {
    return lines.stream().map(Shown::text).collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The audit in two numbers: what the best attacker tried reached on the test rows, with its
   * limits, beside what it has without the release; and what no attacker can exceed, or why that is
   * not known.
   *
   * @param result the audit
   * @return one line, without a line break
   */
  public static String twoNumbers(AuditResult result) {
    return TwoNumbers.line(result);
  }

  private static void panel(List<String> lines, AuditResult result, String role, int width) {
    for (String who : result.adversaries(role)) {
      String line = "  " + padded(who, width) + cell(result.finding(role, Finding.BEFORE, who));
      lines.add((line + "  " + cell(result.finding(role, Finding.AFTER, who))).stripTrailing());
    }
  }

  /** What does not depend on how common each class is. */
  private static void ranked(List<String> lines, AuditResult result, String role, int width) {
    String stages = result.released() ? "  before  after" : "  before";
    String indent = " ".repeat(width + 2);
    List<String> titles = List.of("balanced", "AUC", "TPR at 1 % FPR");
    StringBuilder over = new StringBuilder(padded("at equal priors", width + 2));
    titles.forEach(title -> over.append("  ").append(padded(title, RANKED_WIDTH)));
    lines.add(over.toString().stripTrailing());
    lines.add(indent + (padded(stages, RANKED_WIDTH + 2)).repeat(titles.size()).stripTrailing());
    for (String who : result.adversaries(role)) {
      Optional<Scores> before = scores(result, role, Finding.BEFORE, who);
      Optional<Scores> after = scores(result, role, Finding.AFTER, who);
      StringBuilder line = new StringBuilder("  ").append(padded(who, width));
      List.of(
              pair("%.1f", before, after, s -> 100 * s.balancedAccuracy()),
              pair("%.3f", before, after, Scores::macroAuc),
              pair("%.1f", before, after, s -> 100 * s.truePositives()))
          .forEach(cell -> line.append(padded(cell, RANKED_WIDTH + 2)));
      lines.add(line.toString().stripTrailing());
    }
    double uniform = role.equals(Finding.PRIVACY) ? result.chance() : result.utilityChance();
    String chance =
        padded(Xml.format("  %6.1f", 100 * uniform), RANKED_WIDTH + 2)
            + padded(Xml.format("  %6.3f", 0.5), RANKED_WIDTH + 2)
            + Xml.format("  %6.1f", 1.0);
    lines.add("  " + padded("chance", width) + chance);
  }

  private static Optional<Scores> scores(
      AuditResult result, String role, String stage, String who) {
    return result.finding(role, stage, who).map(Finding::scores);
  }

  private static String pair(
      String pattern,
      Optional<Scores> before,
      Optional<Scores> after,
      ToDoubleFunction<Scores> figure) {
    return "  " + figure(pattern, before, figure) + " " + figure(pattern, after, figure);
  }

  private static String figure(
      String pattern, Optional<Scores> scores, ToDoubleFunction<Scores> figure) {
    String text =
        scores
            .map(figure::applyAsDouble)
            .map(value -> Double.isNaN(value) ? "-" : Xml.format(pattern, value))
            .orElse("");
    return " ".repeat(Math.max(0, 6 - text.length())) + text;
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

  private static String restored(AuditResult result) {
    return "raw rows restored exactly: "
        + result.restored().stream()
            .map(
                r ->
                    r.skipped().isPresent()
                        ? r.attack() + " not tried (" + r.skipped().get() + ")"
                        : Xml.format(
                            "%s %d of %d (%.1f %% of cells, the commonest of each column %.1f %%)",
                            r.fullDigits() ? r.attack() + " before rounding" : r.attack(),
                            r.restored(),
                            r.rows(),
                            100 * r.cells(),
                            100 * r.commonestCells()))
            .collect(Collectors.joining("; "));
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
