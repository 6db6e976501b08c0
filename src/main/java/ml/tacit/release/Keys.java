package ml.tacit.release;

import java.util.List;
import java.util.stream.Stream;
import ml.tacit.step.Coins;
import ml.tacit.step.On;
import ml.tacit.subspace.Step;

/** The steps of a release that hold a key: {@link Coins}, and {@link Rounding} at random. */
final class Keys {
  private Keys() {}

  /** The same steps with another key, or none, wherever they hold or need one. */
  static List<Step> withKey(List<Step> steps, byte[] key) {
    return steps.stream().map(step -> withKey(step, key)).toList();
  }

  private static Step withKey(Step step, byte[] key) {
    if (step instanceof On on) {
      return on.with(withKey(on.inner(), key));
    }
    if (step instanceof Coins coins) {
      return coins.withKey(key);
    }
    return step instanceof Rounding rounding && rounding.draws() ? rounding.withKey(key) : step;
  }

  /** The keys of the steps that draw, as hexadecimal text; empty for one that has none. */
  static List<String> of(List<Step> steps) {
    return steps.stream().flatMap(Keys::of).toList();
  }

  private static Stream<String> of(Step step) {
    if (step instanceof On on) {
      return of(on.inner());
    }
    if (step instanceof Coins coins) {
      return Stream.of(coins.keyText());
    }
    return step instanceof Rounding rounding && rounding.draws()
        ? Stream.of(rounding.keyText())
        : Stream.empty();
  }
}
