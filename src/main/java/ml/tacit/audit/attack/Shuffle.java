package ml.tacit.audit.attack;

import java.util.SplittableRandom;

/** Random orders. */
final class Shuffle {
  private Shuffle() {}

  /** The same numbers in a random order (Fisher–Yates); the argument stays as it is. */
  static int[] of(int[] numbers, SplittableRandom random) {
    int[] shuffled = numbers.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    return shuffled;
  }
}
