package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Judgement.Rates RATES = new Judgement.Rates(0.2, 0.21, 0.2, 0.3);

  /** A failed positive control is no broken one: nothing found on raw rows is no false alarm. */
  private static final List<Control> PASSED =
      List.of(
          control(true), new Control(Control.RAW_ROWS, 0.2, 0.1, 0.3, 0.9, false, "must be found"));

  @Test
  void aLeakAboveTheMarginIsShownEvenIfTheRawRowsHideIt() {
    List<Advantage> above = List.of(accuracy(0.01, 0.03, 0.2));
    assertEquals(Verdict.LEAK_SHOWN, judge(evidence(0.01, 0.01, 0.25, 0.1), above).verdict());
    assertEquals(Verdict.LEAK_SHOWN, judge(evidence(0.05, 0.90, 0.25, 0.1), above).verdict());
  }

  @Test
  void whatIsBelowTheMarginIsNoLeak() {
    Judgement small = judge(evidence(0.01, 0.01, 0.25, 0.1), List.of(accuracy(0.01, 0.002, 0.02)));
    assertEquals(Verdict.NO_LEAK_FOUND, small.verdict());
    assertTrue(small.reason().contains("below the stated margin"), small.reason());
  }

  @Test
  void whatStraddlesTheMarginNeedsMoreRows() {
    Judgement unclear = judge(evidence(0.01, 0.01, 0.25, 0.1), List.of(accuracy(0.01, 0.01, 0.07)));
    assertEquals(Verdict.TOO_WEAK, unclear.verdict());
    // The gain is 0.04, so its lower limit must come from 0.03 below it to 0.02: (3 / 2)² = 2.25.
    assertTrue(unclear.reason().contains("about 3 times as many"), unclear.reason());
    assertTrue(unclear.reason().contains("margin of 2.0 points"), unclear.reason());
  }

  /** One statistic that is not significant may be far above the margin: it does not count. */
  @Test
  void onlySignificantGainsAreLeaks() {
    List<Advantage> gains = List.of(accuracy(0.01, 0.002, 0.02), accuracy(0.2, 0.03, 0.4));
    assertEquals(Verdict.NO_LEAK_FOUND, judge(evidence(0.01, 0.01, 0.25, 0.1), gains).verdict());
  }

  @Test
  void noLeakNeedsAPositiveControlAndPowerOnItsOwnScale() {
    List<Advantage> none = List.of(accuracy(0.3, -0.02, 0.1));
    assertEquals(Verdict.NO_LEAK_FOUND, judge(evidence(0.3, 0.01, 0.25, 0.1), none).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.06, 0.25, 0.1), none).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.01, 0.31, 0.1), none).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.01, Double.NaN, 0.1), none).verdict());
    // A rare class: the majority guess is far above any balanced accuracy.
    Judgement.Rates rare = new Judgement.Rates(0.9, 0.9, 0.5, 0.91);
    Evidence weak = evidence(0.3, 0.01, 0.65, 0.1);
    assertEquals(Verdict.TOO_WEAK, Judgement.of(weak, rare, none, PASSED, true).verdict());
  }

  @Test
  void leakedBitsNeverStandBesideNoLeak() {
    Judgement bits = judge(evidence(0.3, 0.01, 0.25, 0.1, 0.006), List.of());
    assertEquals(Verdict.TOO_WEAK, bits.verdict());
    assertTrue(bits.reason().contains("0.0060 bits"), bits.reason());
  }

  @Test
  void afterAFailedControlNothingIsTrusted() {
    List<Control> failed = List.of(control(true), control(false));
    Evidence evidence = evidence(0.0005, 0.01, 0.25, 0.1);
    List<Advantage> above = List.of(accuracy(0.01, 0.03, 0.2));
    assertEquals(Verdict.TOO_WEAK, Judgement.of(evidence, RATES, above, failed, true).verdict());
  }

  @Test
  void theReasonSaysWhetherEquivalenceIsShown() {
    String shown = judge(evidence(0.3, 0.01, 0.25, 0.01), List.of()).reason();
    String notShown = judge(evidence(0.3, 0.01, 0.25, 0.03), List.of()).reason();
    assertTrue(shown.contains("of AUC is shown"), shown);
    assertTrue(notShown.contains("of AUC is not shown"), notShown);
  }

  @Test
  void theReasonGivesTheStatisticThatShowsIt() {
    Advantage person = gain(Advantage.Statistic.RECALL, "Ann", 0.8, 0.1, 0.01, 0.5, 0.8);
    Advantage area = gain(Advantage.Statistic.AUC, "Ann", 0.7, 0.5, 0.01, 0.1, 0.3);
    Advantage unsure = accuracy(0.01, 0.01, 0.2);
    String found = judge(evidence(0.01, 0.01, 0.25, 0.1), List.of(person)).reason();
    assertTrue(found.startsWith("forest finds 'Ann' in 80.0 %"), found);
    found = judge(evidence(0.01, 0.01, 0.25, 0.1), List.of(unsure, person, area)).reason();
    assertTrue(
        found.startsWith("forest tells 'Ann' from the other released rows with AUC 0.700"), found);
    assertTrue(found.contains("a balanced accuracy of 25.0 %, or an AUC of 0.600, would"), found);
  }

  private static Judgement judge(Evidence evidence, List<Advantage> advantages) {
    return Judgement.of(evidence, RATES, advantages, PASSED, true);
  }

  private static Advantage accuracy(double joint, double low, double high) {
    double chance = 0.21;
    double observed = chance + (low + high) / 2;
    return gain(Advantage.Statistic.ACCURACY, "", observed, chance, joint, low, high);
  }

  private static Advantage gain(
      Advantage.Statistic statistic,
      String hidden,
      double observed,
      double chance,
      double joint,
      double low,
      double high) {
    return new Advantage(
        Finding.AFTER, "forest", statistic, hidden, 1, observed, chance, low, high, joint, 0.02);
  }

  private static Evidence evidence(double p, double controlP, double detectable, double excess) {
    return evidence(p, controlP, detectable, excess, 0);
  }

  private static Evidence evidence(
      double p, double controlP, double detectable, double excess, double bits) {
    return new Evidence(
        p,
        controlP,
        0.95,
        999,
        excess,
        excess,
        excess,
        0.02,
        0.02,
        excess <= 0.02,
        0.95,
        detectable,
        0.6,
        bits,
        2);
  }

  private static Control control(boolean passed) {
    return new Control("pure noise", 0.2, 0.1, 0.3, passed ? 0.4 : 0.0005, passed, "");
  }
}
