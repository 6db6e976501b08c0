package ml.tacit.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.leak.NoiseBound;
import ml.tacit.release.Release;
import ml.tacit.release.Rounding;
import ml.tacit.step.Noise;
import ml.tacit.step.On;
import ml.tacit.step.Select;
import ml.tacit.subspace.Step;

/**
 * What the numbers beside a released decision add at most to any attacker, by their noise alone.
 *
 * <p>Columns are followed through the steps. There is a bound if every released column is a code,
 * or comes from one {@link Noise} about the centroids of a decision that is itself released, and is
 * at most rounded afterwards. Rows then differ from those of the centroid by the total variation of
 * {@link NoiseBound}, added to what is reached on the codes.
 */
final class NoiseAlone {
  /** What bounds nothing. */
  static final double NONE = 1;

  private final Map<Integer, Noise> noisy = new HashMap<>();

  /** The column of the decision that each noise is about. */
  private final Map<Noise, Integer> decisions = new IdentityHashMap<>();

  private List<Integer> columns;
  private int next;

  private NoiseAlone(int inputs) {
    columns = fresh(inputs);
  }

  /** The bound, a share; 1 where there is none. */
  static double of(Release release) {
    NoiseAlone followed = new NoiseAlone(release.inputs().size());
    for (Step step : release.steps()) {
      if (!followed.follow(step)) {
        return NONE;
      }
    }
    return followed.bound(release.outputs(), release.info().levels().keySet());
  }

  /** Whether the step is one that is known here. */
  private boolean follow(Step step) {
    if (step instanceof On on) {
      List<Integer> given = fresh(on.inner().outputs());
      if (on.inner() instanceof Noise noise) {
        given.forEach(column -> noisy.put(column, noise));
        decisions.put(noise, columns.get(on.takes()[0]));
      }
      List<Integer> after = new ArrayList<>(at(on.keep()));
      after.addAll(given);
      columns = after;
      return true;
    }
    if (step instanceof Select select) {
      columns = at(select.columns());
      return true;
    }
    return step instanceof Rounding;
  }

  private double bound(List<String> names, Set<String> codes) {
    Set<Integer> released = Set.copyOf(columns);
    Noise only = null;
    for (int j = 0; j < names.size(); j++) {
      Noise noise = noisy.get(columns.get(j));
      if (noise == null && !codes.contains(names.get(j))) {
        return NONE;
      }
      if (noise != null) {
        if ((only != null && only != noise) || !released.contains(decisions.get(noise))) {
          return NONE;
        }
        only = noise;
      }
    }
    return only == null ? NONE : only.bound().totalVariation();
  }

  private List<Integer> at(int[] places) {
    return IntStream.of(places).mapToObj(columns::get).toList();
  }

  private List<Integer> fresh(int count) {
    List<Integer> made = IntStream.range(next, next + count).boxed().toList();
    next += count;
    return made;
  }
}
