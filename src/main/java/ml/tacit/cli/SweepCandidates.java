package ml.tacit.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.RandomProjection;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * What {@code --sweep} compares: methods, components, ridges and prices. Fixed here, before any
 * rows are looked at; baselines that ignore both labels stand last.
 */
final class SweepCandidates {
  private static final Ridge MORE = Ridge.relative(0.01);

  private SweepCandidates() {}

  /**
   * A release to compare.
   *
   * @param given whether within each class of the label to keep
   */
  private record Candidate(Trainer trainer, boolean given) {}

  /**
   * Releases by name, and the others by what stands against them.
   *
   * @param releases fitted, in the order of the candidates
   * @param skipped one line each
   */
  record Fitted(Map<String, Release> releases, Map<String, String> skipped) {}

  /**
   * Fits all candidates.
   *
   * @param roles one label to keep, at least one to hide
   * @param columnsForm whether columns are released whatever values they have
   * @throws BadDataException if none can be fitted
   */
  static Fitted fit(LabelledRows rows, Roles roles, Digits digits, boolean columnsForm) {
    String keep = roles.toKeep().get(0);
    int classes = (int) Arrays.stream(rows.label(keep).counts()).filter(count -> count > 0).count();
    Map<String, Release> releases = new LinkedHashMap<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    of(classes, rows.features().size())
        .forEach(
            (name, candidate) -> {
              try {
                Roles its = candidate.given() ? roles.withGiven(keep) : roles;
                Model model = candidate.trainer().fit(rows, its);
                List<String> coarse = columnsForm ? List.of() : ReleaseChoice.coarse(model);
                Release release = Release.of(model, digits);
                if (!coarse.isEmpty()) {
                  skipped.put(
                      name, ReleaseChoice.fewValues(coarse) + " (--columns-form compares it)");
                } else if (removesNothing(release)) {
                  skipped.put(name, "is equal to its input");
                } else {
                  releases.put(name, release);
                }
              } catch (BadDataException | ArithmeticException e) {
                skipped.put(name, e.getMessage());
              }
            });
    if (releases.isEmpty()) {
      Map.Entry<String, String> first = skipped.entrySet().iterator().next();
      throw new BadDataException(
          "--sweep: no candidate can be fitted; " + first.getKey() + ": " + first.getValue());
    }
    return new Fitted(releases, skipped);
  }

  /** Whether a release gives back the columns as they are. */
  static boolean removesNothing(Release release) {
    return release.outputs().equals(release.inputs()) && release.info().removed().rank() == 0;
  }

  /**
   * By name.
   *
   * @param classes of the label to keep
   * @param features of the rows
   */
  private static Map<String, Candidate> of(int classes, int features) {
    int most = Math.max(1, Math.min(classes - 1, features));
    Map<String, Candidate> all = new LinkedHashMap<>();
    all.put("rdca", new Candidate(Rdca.ridge(Ridge.DEFAULT), false));
    all.put("rdca, ridge 1 %", new Candidate(Rdca.ridge(MORE), false));
    all.put("rdca given", new Candidate(Rdca.ridge(Ridge.DEFAULT), true));
    for (int k = most; k >= 1; k = k > 3 ? k / 2 : k - 1) {
      all.put("dca, " + k, plain(new Dca(Ridge.DEFAULT, k, 0)));
    }
    all.put("dca, " + most + ", ridge 1 %", plain(new Dca(MORE, most, 0)));
    for (double beta : new double[] {1, 10}) {
      all.put("duca, beta " + (int) beta, plain(new Duca(Ridge.DEFAULT, 1, beta, most)));
    }
    for (double price : new double[] {1, 10, 100}) {
      all.put("ruca, price " + (int) price, plain(new Ruca(Ridge.DEFAULT, price, most)));
    }
    all.put("mdr", plain(new Mdr(MORE, most)));
    all.put("pca, " + most, plain(Pca.components(most)));
    all.put("random, " + most, plain(new RandomProjection(most, 1)));
    return all;
  }

  private static Candidate plain(Trainer trainer) {
    return new Candidate(trainer, false);
  }
}
