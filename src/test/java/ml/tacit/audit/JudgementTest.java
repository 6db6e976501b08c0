package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final double MAJORITY = 0.2;

  /** A failed positive control is no broken one: nothing found on raw rows is no false alarm. */
  private static final List<Control> PASSED =
      List.of(
          control(true), new Control(Control.RAW_ROWS, 0.2, 0.1, 0.3, 0.9, false, "must be found"));

  @Test
  void aSmallJointProbabilityIsALeakEvenIfTheRawRowsHidIt() {
    assertEquals(Verdict.LEAK_SHOWN, judge(evidence(0.01, 0.01, 0.25, 0.1), PASSED).verdict());
    assertEquals(Verdict.LEAK_SHOWN, judge(evidence(0.05, 0.90, 0.25, 0.1), PASSED).verdict());
  }

  @Test
  void noLeakNeedsAPositiveControlAndPower() {
    assertEquals(Verdict.NO_LEAK_FOUND, judge(evidence(0.3, 0.01, 0.25, 0.1), PASSED).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.06, 0.25, 0.1), PASSED).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.01, 0.31, 0.1), PASSED).verdict());
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.3, 0.01, Double.NaN, 0.1), PASSED).verdict());
  }

  @Test
  void afterAFailedControlNothingIsTrusted() {
    List<Control> failed = List.of(control(true), control(false));
    assertEquals(Verdict.TOO_WEAK, judge(evidence(0.0005, 0.01, 0.25, 0.1), failed).verdict());
  }

  @Test
  void theReasonSaysWhetherEquivalenceIsShown() {
    assertTrue(judge(evidence(0.3, 0.01, 0.25, 0.01), PASSED).reason().contains("guess is shown"));
    assertTrue(judge(evidence(0.3, 0.01, 0.25, 0.03), PASSED).reason().contains("is not shown"));
  }

  @Test
  void theReasonNamesWhatWasFound() {
    Judgement person =
        Judgement.of(
            evidence(0.01, 0.01, 0.25, 0.1),
            MAJORITY,
            0.3,
            List.of(finding(0.2)),
            List.of(),
            List.of(
                new ClassFinding(
                    Finding.AFTER, "Ann", 30, 3, "forest", 0.8, 0.6, 0.9, 0.1, 0.01, 0.7)),
            PASSED,
            true);
    assertTrue(person.reason().startsWith("forest finds 'Ann' in 80.0 %"), person.reason());
  }

  private static Judgement judge(Evidence evidence, List<Control> controls) {
    return Judgement.of(
        evidence,
        MAJORITY,
        0.3,
        List.of(finding(evidence.p())),
        List.of(),
        List.of(),
        controls,
        true);
  }

  private static Finding finding(double joint) {
    return new Finding(
        Finding.PRIVACY,
        Finding.AFTER,
        "logistic",
        0.22,
        0.18,
        0.3,
        0.025,
        "",
        new Significance(joint, joint, joint),
        new Scores(0.2, 0.1, 0.3, 0.5, 0.4, 0.6, 0.01, Double.NaN, 0, 0, 0));
  }

  private static Evidence evidence(double p, double controlP, double detectable, double excess) {
    return new Evidence(
        p,
        controlP,
        0.95,
        999,
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
        0,
        2);
  }

  private static Control control(boolean passed) {
    return new Control("pure noise", 0.2, 0.1, 0.3, passed ? 0.4 : 0.0005, passed, "");
  }
}
