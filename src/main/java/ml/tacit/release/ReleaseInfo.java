package ml.tacit.release;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import ml.tacit.step.StepsModel;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Roles;

/**
 * What is known about a release besides its numbers. After a kernel method the space in which
 * ridge, eigenvalues and removal are measured is that of the features.
 *
 * <p>Immutable and thread-safe.
 */
public final class ReleaseInfo {
  private final Facts facts;

  /** All of it, by name; not public, so that it can grow. */
  record Facts(
      String method,
      Map<String, String> settings,
      double ridge,
      double ridgeRelative,
      Roles roles,
      Map<String, List<String>> classes,
      long rowsSeen,
      List<Double> eigenvalues,
      Removed removed,
      double candidates,
      Map<String, List<String>> levels,
      long distinctRows,
      String keyCheck,
      String libraryVersion) {

    Facts {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
      classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
      eigenvalues = List.copyOf(eigenvalues);
      levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    Facts withSettings(Map<String, String> other) {
      return new Facts(
          method,
          other,
          ridge,
          ridgeRelative,
          roles,
          classes,
          rowsSeen,
          eigenvalues,
          removed,
          candidates,
          levels,
          distinctRows,
          keyCheck,
          libraryVersion);
    }

    Facts withCandidates(double other) {
      return new Facts(
          method,
          settings,
          ridge,
          ridgeRelative,
          roles,
          classes,
          rowsSeen,
          eigenvalues,
          removed,
          other,
          levels,
          distinctRows,
          keyCheck,
          libraryVersion);
    }

    /** Without what only the owner should know: names of hidden classes. */
    Facts forRelease(String check) {
      Map<String, List<String>> kept = new LinkedHashMap<>(classes);
      kept.keySet().retainAll(roles.toKeep());
      return new Facts(
          method,
          settings,
          ridge,
          ridgeRelative,
          roles,
          kept,
          rowsSeen,
          eigenvalues,
          removed,
          candidates,
          levels,
          distinctRows,
          check,
          libraryVersion);
    }
  }

  ReleaseInfo(Facts facts) {
    this.facts = facts;
  }

  static ReleaseInfo of(Model model) {
    return new ReleaseInfo(
        new Facts(
            model.method(),
            model instanceof StepsModel steps ? Map.of("steps", steps.plan().toString()) : Map.of(),
            model.ridge(),
            model.ridgeRelative(),
            model.roles(),
            model.classes(),
            model.rowsSeen(),
            Arrays.stream(model.eigenvalues()).boxed().toList(),
            model.removed(),
            Double.NaN,
            model.outputLevels(),
            model.distinctRows().orElse(0),
            null,
            versionInUse()));
  }

  ReleaseInfo withSettings(Map<String, String> settings) {
    return new ReleaseInfo(facts.withSettings(settings));
  }

  ReleaseInfo withCandidates(double candidates) {
    return new ReleaseInfo(facts.withCandidates(candidates));
  }

  /** For whoever may have the model and not the key: a digest tells whether a key is the one. */
  ReleaseInfo forRelease(String keyCheck) {
    return new ReleaseInfo(facts.forRelease(keyCheck));
  }

  /**
   * The method, as the command line spells it.
   *
   * @return its name
   */
  public String method() {
    return facts.method;
  }

  /**
   * Its settings as texts, by option name: what the caller wants remembered.
   *
   * @return the settings, immutable
   */
  public Map<String, String> settings() {
    return facts.settings;
  }

  /**
   * The ridge in absolute terms.
   *
   * @return the mean of the diagonal of R, which is ρ where R = ρI; of a multi-kernel the largest
   *     of its kernels'
   */
  public double ridge() {
    return facts.ridge;
  }

  /**
   * The ridge as a share, where it is relative.
   *
   * @return α; NaN where the ridge is absolute, the method has none, or 0.1 wrote the file
   */
  public double ridgeRelative() {
    return facts.ridgeRelative;
  }

  /**
   * The labels that were kept and hidden.
   *
   * @return the roles, named
   */
  public Roles roles() {
    return facts.roles;
  }

  /**
   * Class names of the labels that the fitted rows carried.
   *
   * @return class names by label, immutable
   */
  public Map<String, List<String>> classes() {
    return facts.classes;
  }

  /**
   * Number of rows fitted to.
   *
   * @return n
   */
  public long rowsSeen() {
    return facts.rowsSeen;
  }

  /**
   * The eigenvalues of the method's pencil, descending.
   *
   * @return the eigenvalues, immutable; of a multi-kernel, output by output, μ_m times the
   *     discriminant eigenvalue, which is the scatter between the classes of that output
   */
  public List<Double> eigenvalues() {
    return facts.eigenvalues;
  }

  /**
   * What the map took away on the fitted rows.
   *
   * @return the measurements
   */
  public Removed removed() {
    return facts.removed;
  }

  /**
   * How many raw rows a released row may come from: those on the grids of the fitted columns that
   * fit it, about, as if columns were normal and independent.
   *
   * @return log₂ of the number, 0 at least; NaN where the grids are not known, say of a file of 0.1
   */
  public double candidates() {
    return facts.candidates;
  }

  /**
   * The outputs that are codes from 0, and what the codes stand for.
   *
   * @return names of levels, by code, by name of output, immutable
   */
  public Map<String, List<String>> levels() {
    return facts.levels;
  }

  /**
   * How many different rows can be released, where these are finitely many by construction.
   *
   * @return the number, or empty
   */
  public OptionalLong distinctRows() {
    return facts.distinctRows == 0 ? OptionalLong.empty() : OptionalLong.of(facts.distinctRows);
  }

  /** What tells whether a key is that of this model; null where the model holds its key. */
  String keyCheck() {
    return facts.keyCheck;
  }

  /**
   * The version of Tacit that fitted it.
   *
   * @return the version
   */
  public String libraryVersion() {
    return facts.libraryVersion;
  }

  /**
   * The sum of the eigenvalues.
   *
   * @return the sum; for DCA and RDCA the discriminant information
   */
  public double discriminantInformation() {
    return facts.eigenvalues.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReleaseInfo info && facts.equals(info.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return facts.toString();
  }

  private static String versionInUse() {
    String version = ReleaseInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
