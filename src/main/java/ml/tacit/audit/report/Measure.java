package ml.tacit.audit.report;

import ml.tacit.audit.Advantage;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;

/** How well an adversary does, in one of the usual measures, and what guessing reaches in it. */
enum Measure {
  /** Share of test rows named rightly; guessing names the commonest class. */
  ACCURACY("accuracy") {
    @Override
    double of(Finding finding) {
      return finding.accuracy();
    }

    @Override
    double guess(AuditResult result) {
      return result.majority();
    }

    @Override
    double low(Finding finding) {
      return finding.low();
    }

    @Override
    double high(Finding finding) {
      return finding.high();
    }
  },

  /** Mean over the classes of the share named rightly. */
  BALANCED("balanced accuracy") {
    @Override
    double of(Finding finding) {
      return finding.scores().balancedAccuracy();
    }

    @Override
    double guess(AuditResult result) {
      return result.chance();
    }

    @Override
    double low(Finding finding) {
      return finding.scores().balancedLow();
    }

    @Override
    double high(Finding finding) {
      return finding.scores().balancedHigh();
    }
  },

  /** Area under the curve, one class against the rest, mean over the classes. */
  AUC("AUC") {
    @Override
    double of(Finding finding) {
      return finding.scores().macroAuc();
    }

    @Override
    double guess(AuditResult result) {
      return 0.5;
    }

    @Override
    double low(Finding finding) {
      return finding.scores().aucLow();
    }

    @Override
    double high(Finding finding) {
      return finding.scores().aucHigh();
    }

    @Override
    String text(double value) {
      return Double.isNaN(value) ? "–" : Xml.format("%.2f", value);
    }
  },

  /** Share of a class's rows picked where 1 % of the others are. */
  TRUE_POSITIVES("TPR at 1 % FPR") {
    @Override
    double of(Finding finding) {
      return finding.scores().truePositives();
    }

    @Override
    double guess(AuditResult result) {
      return 0.01;
    }
  };

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Its value, NaN where the adversary gives none. */
  abstract double of(Finding finding);

  /** What somebody reaches who does not look at the rows. */
  abstract double guess(AuditResult result);

  /** Lower limit, NaN where there is none. */
  double low(Finding finding) {
    return Double.NaN;
  }

  /** Upper limit, NaN where there is none. */
  double high(Finding finding) {
    return Double.NaN;
  }

  /** As reports write it: a percentage with one digit, an AUC with two. */
  String text(double value) {
    return Double.isNaN(value) ? "–" : Xml.percent(value);
  }

  /** The measure of a statistic that a verdict rests on. */
  static Measure behind(Advantage.Statistic statistic) {
    return switch (statistic) {
      case ACCURACY, RECALL -> ACCURACY;
      case BALANCED_ACCURACY -> BALANCED;
      case AUC -> AUC;
    };
  }

  /** The measure that tells most about a label: accuracy tells little where one class is common. */
  static Measure fitFor(AuditResult result) {
    if (result.majority() - result.chance() <= 0.05) {
      return ACCURACY;
    }
    return result.hideClasses().size() == 2 ? AUC : BALANCED;
  }
}
