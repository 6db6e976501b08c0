package ml.tacit.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;

/**
 * Generated tables with a known answer, each row another person: two utility classes, one kind of
 * leak each.
 *
 * <p>Column 0 tells the utility class. A leak of strength AUC a is a normal score whose class means
 * are √2·Φ⁻¹(a) deviations apart, so the best possible attacker is known.
 */
enum PlantedTable {
  RARE_60("10 % positive, one column of AUC 0.60", 0.1, 0.60),
  RARE_65("10 % positive, one column of AUC 0.65", 0.1, 0.65),
  RARE_70("10 % positive, one column of AUC 0.70", 0.1, 0.70),
  /** Released is whole numbers plus a little of the score, as an erasure leaves them. */
  RESIDUE("residue of whole numbers", 0.5, 0.75) {
    @Override
    void raw(double[] row, Person person) {
      for (int j = 1; j < row.length; j++) {
        row[j] = Math.rint(1.5 * row[j]);
      }
    }

    @Override
    boolean releases() {
      return true;
    }

    @Override
    void release(double[] row, Person person) {
      for (int j = 1; j < row.length; j++) {
        row[j] += 0.02 * j * person.score;
      }
    }
  },
  FLAG("a flag of rate 1/3000", 0.5, 0.75) {
    @Override
    void raw(double[] row, Person person) {
      row[1] = person.number == 5 ? 1 : 0;
    }

    @Override
    boolean releases() {
      return true;
    }

    @Override
    void release(double[] row, Person person) {
      row[1] += 1e-3 * person.score;
    }
  },
  /** The hidden label has four classes: two labels together, told by whether they agree. */
  INTERSECTION("two hidden labels together, neither alone", 0.5, Double.NaN) {
    @Override
    void raw(double[] row, Person person) {
      row[1] += person.positive == person.second ? 0.9 : -0.9;
    }
  },
  MISSING("pattern of missing values", 0.5, 0.65) {
    @Override
    void raw(double[] row, Person person) {
      boolean missing = person.chance < (person.positive ? 0.4 : 0.1); // AUC ½ + (0.4 − 0.1)/2
      row[1] = missing ? 0 : row[1];
      row[2] = missing ? 1 : 0;
    }
  },
  NONE_1("no leak, 1 % positive", 0.01, 0.5),
  NONE_10("no leak, 10 % positive", 0.1, 0.5),
  NONE_50("no leak, 50 % positive", 0.5, 0.5);

  private static final int TRAIN = 1000;
  private static final int TEST = 2000;
  private static final int COLUMNS = 5;

  final String title;

  /** Area under the curve of the best possible attacker; NaN where there are four classes. */
  final double auc;

  private final double prevalence;

  PlantedTable(String title, double prevalence, double auc) {
    this.title = title;
    this.prevalence = prevalence;
    this.auc = auc;
  }

  /** Who a row is about. */
  private record Person(
      int number, int utility, boolean positive, boolean second, double score, double chance) {}

  /** Changes a row of standard normal numbers. */
  void raw(double[] row, Person person) {
    row[1] = person.score;
  }

  /** Whether the leak is made by the release, not there before. */
  boolean releases() {
    return false;
  }

  /** Changes a raw row. */
  void release(double[] row, Person person) {}

  boolean leaks() {
    return auc != 0.5;
  }

  /** Raw rows and, where the release makes the leak, released ones. */
  record Tables(AuditRows before, Optional<AuditRows> after) {}

  Tables tables(long seed) {
    AuditRows before = new AuditRows(part(TRAIN, 2 * seed, false), part(TEST, 2 * seed + 1, false));
    return new Tables(
        before,
        releases()
            ? Optional.of(
                new AuditRows(part(TRAIN, 2 * seed, true), part(TEST, 2 * seed + 1, true)))
            : Optional.empty());
  }

  private LabelledRows part(int n, long seed, boolean released) {
    Random random = new Random(seed);
    double apart =
        Double.isNaN(auc)
            ? 0
            : Math.sqrt(2) * new NormalDistribution().inverseCumulativeProbability(auc);
    DMatrixRMaj values = new DMatrixRMaj(n, COLUMNS);
    int[] keep = new int[n];
    int[] first = new int[n];
    int[] second = new int[n];
    int[] both = new int[n];
    for (int i = 0; i < n; i++) {
      boolean positive = random.nextDouble() < prevalence;
      Person person =
          new Person(
              i,
              random.nextInt(2),
              positive,
              random.nextBoolean(),
              random.nextGaussian() + (positive ? apart : 0),
              random.nextDouble());
      double[] row = new double[COLUMNS];
      for (int j = 0; j < COLUMNS; j++) {
        row[j] = random.nextGaussian() + (j == 0 ? 1.5 * person.utility : 0);
      }
      raw(row, person);
      if (released) {
        release(row, person);
      }
      System.arraycopy(row, 0, values.data, i * COLUMNS, COLUMNS);
      keep[i] = person.utility;
      first[i] = positive ? 1 : 0;
      second[i] = person.second ? 1 : 0;
      both[i] = 2 * first[i] + second[i];
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("first", Labels.of(first));
    labels.put("second", Labels.of(second));
    labels.put("both", Labels.of(both));
    return new LabelledRows(Synthetic.names(COLUMNS), values, labels);
  }

  /** The label that leaks. */
  String hide() {
    return this == INTERSECTION ? "both" : "first";
  }
}
