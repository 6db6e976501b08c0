package ml.tacit.leak;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Games to try: what a game is made of, without a pattern or as rows of people would give it. */
record SomeGames(DMatrixRMaj joint, int[] known, DMatrixRMaj distance) {

  Game game() {
    return Game.of(joint, known, distance);
  }

  /** Probabilities and distances without any pattern; some pairs never occur in some atoms. */
  static SomeGames random(int atoms, int cells, int people, int activities, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj joint = new DMatrixRMaj(people * activities, atoms);
    for (int i = 0; i < joint.data.length; i++) {
      joint.data[i] = random.nextDouble() < 0.4 ? 0 : -Math.log(1 - random.nextDouble());
    }
    DMatrixRMaj distance = new DMatrixRMaj(atoms, cells);
    for (int i = 0; i < distance.data.length; i++) {
      distance.data[i] = random.nextDouble();
    }
    return new SomeGames(normalised(joint), known(people, activities), distance);
  }

  /**
   * People as Gaussians around activities: atoms are the nearest of some rows, cells of fewer.
   *
   * @param spread how far people are apart, in deviations of one of them
   * @param uneven whether few people have most rows
   */
  static SomeGames people(
      int atoms, int cells, int people, int activities, double spread, boolean uneven, long seed) {
    Random random = new Random(seed);
    int d = 4;
    double[] rows = new double[people];
    for (int z = 0; z < people; z++) {
      rows[z] = uneven ? Math.max(2, 200 * Math.pow(-Math.log(random.nextDouble()), 3) / 2) : 120;
    }
    double[][] centres = new double[people * activities][d];
    for (int y = 0; y < activities; y++) {
      double[] activity = gaussian(random, d, 3);
      for (int z = 0; z < people; z++) {
        centres[y * people + z] = sum(activity, gaussian(random, d, spread));
      }
    }
    double[][] seeds = new double[atoms][];
    for (int a = 0; a < atoms; a++) {
      seeds[a] = sum(centres[random.nextInt(centres.length)], gaussian(random, d, 1));
    }
    DMatrixRMaj joint = new DMatrixRMaj(people * activities, atoms);
    for (int r = 0; r < centres.length; r++) {
      for (int i = 0; i < rows[r % people]; i++) {
        joint.add(r, nearest(sum(centres[r], gaussian(random, d, 1)), seeds, atoms), 1);
      }
    }
    DMatrixRMaj distance = new DMatrixRMaj(atoms, cells);
    for (int a = 0; a < atoms; a++) {
      for (int c = 0; c < cells; c++) {
        distance.set(a, c, squared(seeds[a], seeds[c]));
      }
    }
    return new SomeGames(normalised(joint), known(people, activities), distance);
  }

  /** Two classes to keep and two to hide, with a score each: atoms in the plane of the scores. */
  static SomeGames scores(int keepBins, int hideBins, int cells, long seed) {
    Random random = new Random(seed);
    int atoms = keepBins * hideBins;
    DMatrixRMaj joint = new DMatrixRMaj(4, atoms);
    for (int i = 0; i < 13_000; i++) {
      int z = random.nextDouble() < 0.67 ? 1 : 0;
      int y = random.nextDouble() < (z == 1 ? 0.30 : 0.11) ? 1 : 0;
      double keep = 1.5 * (2 * y - 1) + 1.1 * random.nextGaussian() + 0.6 * z;
      double hide = 1.6 * (2 * z - 1) + 1.2 * random.nextGaussian() + 0.5 * y;
      joint.add(2 * y + z, bin(keep, keepBins) * hideBins + bin(hide, hideBins), 1);
    }
    DMatrixRMaj distance = new DMatrixRMaj(atoms, cells);
    for (int a = 0; a < atoms; a++) {
      for (int c = 0; c < cells; c++) {
        double apart = (a / hideBins + 0.5) / keepBins - (c + 0.5) / cells;
        distance.set(a, c, apart * apart);
      }
    }
    return new SomeGames(normalised(joint), known(2, 2), distance);
  }

  /** The same game with people weighted equally within what is known. */
  SomeGames balanced() {
    DMatrixRMaj equal = joint.copy();
    for (int r = 0; r < equal.numRows; r++) {
      double sum = 0;
      for (int a = 0; a < equal.numCols; a++) {
        sum += equal.get(r, a);
      }
      for (int a = 0; a < equal.numCols; a++) {
        equal.set(r, a, equal.get(r, a) / sum);
      }
    }
    return new SomeGames(normalised(equal), known, distance);
  }

  /** The same game against an attacker who does not know the utility label. */
  SomeGames unknown() {
    int people = (int) Arrays.stream(known).filter(y -> y == 0).count();
    DMatrixRMaj summed = new DMatrixRMaj(people, joint.numCols);
    for (int r = 0; r < joint.numRows; r++) {
      for (int a = 0; a < joint.numCols; a++) {
        summed.add(r % people, a, joint.get(r, a));
      }
    }
    return new SomeGames(summed, new int[people], distance);
  }

  private static int bin(double score, int bins) {
    return Math.max(0, Math.min(bins - 1, (int) ((score + 4) / 8 * bins)));
  }

  private static int[] known(int people, int activities) {
    int[] known = new int[people * activities];
    Arrays.setAll(known, r -> r / people);
    return known;
  }

  private static DMatrixRMaj normalised(DMatrixRMaj joint) {
    double sum = Arrays.stream(joint.data).sum();
    for (int i = 0; i < joint.data.length; i++) {
      joint.data[i] /= sum;
    }
    return joint;
  }

  private static double[] gaussian(Random random, int d, double deviation) {
    double[] x = new double[d];
    Arrays.setAll(x, i -> deviation * random.nextGaussian());
    return x;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static int nearest(double[] x, double[][] seeds, int count) {
    int best = 0;
    for (int a = 1; a < count; a++) {
      if (squared(x, seeds[a]) < squared(x, seeds[best])) {
        best = a;
      }
    }
    return best;
  }
}
