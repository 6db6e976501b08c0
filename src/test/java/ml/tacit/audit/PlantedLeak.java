package ml.tacit.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Generated rows with a known answer: eight persons, two utility classes, one kind of leak each.
 *
 * <p>Column 0 tells the utility class. Each leak knows the log-likelihood of a row under every
 * person, so the best possible attacker is known exactly.
 */
enum PlantedLeak {
  MEAN("class means", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      row[1] += 0.9 * (hide % 4 - 1.5);
      row[2] += 0.9 * (hide / 4 * 2 - 1);
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return normal(row[1] - 0.9 * (hide % 4 - 1.5), 1)
          + normal(row[2] - 0.9 * (hide / 4 * 2 - 1), 1);
    }
  },
  VARIANCE("variance only", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      row[1] *= Math.pow(1.6, hide % 4);
      row[2] *= Math.pow(2.5, hide / 4);
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return normal(row[1], Math.pow(1.6, hide % 4)) + normal(row[2], Math.pow(2.5, hide / 4));
    }
  },
  XOR("XOR of two features", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      int sign = random.nextBoolean() ? 1 : -1;
      row[1] += 2 * sign;
      row[2] += 2 * sign * (hide % 2 * 2 - 1);
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      int parity = hide % 2 * 2 - 1;
      return Math.log(
          Math.exp(normal(row[1] - 2, 1) + normal(row[2] - 2 * parity, 1))
              + Math.exp(normal(row[1] + 2, 1) + normal(row[2] + 2 * parity, 1)));
    }
  },
  CONDITIONAL("conditional on the utility", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      row[1] += 0.7 * (2 * keep - 1) * (hide - 3.5);
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return normal(row[1] - 0.7 * (2 * keep - 1) * (hide - 3.5), 1);
    }
  },
  RARE_PERSON("one rare person", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      row[1] += hide == 0 ? 4 : 0;
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      // The others are alike: the best guess among them is the commonest, all are equally common.
      return normal(row[1] - (hide == 0 ? 4 : 0), 1) + (hide == 0 ? Math.log(0.4) : 0);
    }

    @Override
    int perCell(int hide) {
      return hide == 0 ? 2 * PER_CELL / 5 : PER_CELL;
    }
  },
  ONE_OF_500("one feature of 500", 500) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      row[321] += 1.5 * (hide - 3.5);
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return normal(row[321] - 1.5 * (hide - 3.5), 1);
    }
  },
  ORDER("order of two features", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      boolean ascending = random.nextDouble() < (hide % 2 == 0 ? 0.95 : 0.05);
      double low = Math.min(row[1], row[2]);
      double high = Math.max(row[1], row[2]);
      row[1] = ascending ? low : high;
      row[2] = ascending ? high : low;
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return Math.log(row[1] < row[2] == (hide % 2 == 0) ? 0.95 : 0.05);
    }
  },
  PERSON_LEVEL("weak in each row, strong over a person", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {
      for (int j = 1; j < 4; j++) {
        row[j] += shift(hide, j);
      }
    }

    @Override
    double likelihood(double[] row, int keep, int hide) {
      double sum = 0;
      for (int j = 1; j < 4; j++) {
        sum += normal(row[j] - shift(hide, j), 1);
      }
      return sum;
    }

    private double shift(int hide, int j) {
      return 0.35 * ((hide >> (j - 1) & 1) * 2 - 1);
    }
  },
  NONE("no leak", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {}

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return 0;
    }
  },
  DRIFT("no leak, sessions drift", 6) {
    @Override
    void fill(double[] row, int keep, int hide, Random random) {}

    @Override
    double likelihood(double[] row, int keep, int hide) {
      return 0;
    }

    @Override
    double drift() {
      return 1.5;
    }
  };

  static final int PERSONS = 8;
  static final int UTILITIES = 2;
  static final int PER_CELL = 30;

  final String title;
  final int columns;

  PlantedLeak(String title, int columns) {
    this.title = title;
    this.columns = columns;
  }

  /** Changes a row of standard normal numbers. */
  abstract void fill(double[] row, int keep, int hide, Random random);

  /** Up to a constant that is the same for all persons; includes how common they are. */
  abstract double likelihood(double[] row, int keep, int hide);

  int perCell(int hide) {
    return PER_CELL;
  }

  /** Spread of what all rows of a cell share on one side, anew on the other: nobody's trait. */
  double drift() {
    return 0;
  }

  boolean leaks() {
    return this != NONE && this != DRIFT;
  }

  AuditRows rows(long seed) {
    return new AuditRows(part(new Random(2 * seed)), part(new Random(2 * seed + 1)));
  }

  private LabelledRows part(Random random) {
    int n = 0;
    for (int hide = 0; hide < PERSONS; hide++) {
      n += UTILITIES * perCell(hide);
    }
    DMatrixRMaj values = new DMatrixRMaj(n, columns);
    int[] keeps = new int[n];
    int[] hides = new int[n];
    int at = 0;
    for (int hide = 0; hide < PERSONS; hide++) {
      for (int keep = 0; keep < UTILITIES; keep++) {
        double shared = drift() * random.nextGaussian();
        for (int i = 0; i < perCell(hide); i++, at++) {
          double[] row = new double[columns];
          for (int j = 0; j < columns; j++) {
            row[j] = random.nextGaussian();
          }
          row[0] += 4 * keep;
          row[1] += shared;
          fill(row, keep, hide, random);
          System.arraycopy(row, 0, values.data, at * columns, columns);
          keeps[at] = keep;
          hides[at] = hide;
        }
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keeps));
    labels.put("hide", Labels.of(hides));
    return new LabelledRows(Synthetic.names(columns), values, labels);
  }

  /** Accuracy of the best possible attacker, who knows the utility class, on these test rows. */
  double oracle(AuditRows rows, int together) {
    LabelledRows test = rows.test();
    int hits = 0;
    int from = 0;
    while (from < test.size()) {
      int keep = test.label("keep").code(from);
      int hide = test.label("hide").code(from);
      int to = from;
      double[] sums = new double[PERSONS];
      while (to < test.size()
          && to - from < together
          && test.label("keep").code(to) == keep
          && test.label("hide").code(to) == hide) {
        double[] row = new double[columns];
        System.arraycopy(test.rows().data, to * columns, row, 0, columns);
        for (int person = 0; person < PERSONS; person++) {
          sums[person] += likelihood(row, keep, person);
        }
        to++;
      }
      int best = 0;
      for (int person = 1; person < PERSONS; person++) {
        best = sums[person] > sums[best] ? person : best;
      }
      hits += best == hide ? to - from : 0;
      from = to;
    }
    return (double) hits / test.size();
  }

  private static double normal(double off, double deviation) {
    double z = off / deviation;
    return -0.5 * z * z - Math.log(deviation);
  }
}
