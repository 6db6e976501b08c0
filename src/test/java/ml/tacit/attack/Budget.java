package ml.tacit.attack;

import java.time.Duration;

/**
 * How long an attack may go on, and from which seed: {@code -Dattack.NAME=SECONDS} for one attack,
 * {@code -Dattack.scale=X} for all, {@code -Dattack.seed=N}.
 */
public final class Budget {
  private final long end;
  private final Duration time;

  private Budget(Duration time) {
    this.time = time;
    end = System.nanoTime() + time.toNanos();
  }

  /**
   * Begins now.
   *
   * @param attack a word, for the property
   * @param usual seconds where no property says otherwise
   */
  public static Budget seconds(String attack, double usual) {
    double scale = Double.parseDouble(System.getProperty("attack.scale", "1"));
    String own = System.getProperty("attack." + attack);
    double seconds = own == null ? usual * scale : Double.parseDouble(own);
    return new Budget(Duration.ofMillis(Math.round(1000 * seconds)));
  }

  /** The seed of what is drawn. */
  public static long seed() {
    return Long.getLong("attack.seed", 1);
  }

  /** Whether there is time left. */
  public boolean lasts() {
    return System.nanoTime() < end;
  }

  /** All of it. */
  public Duration time() {
    return time;
  }
}
