package ml.tacit.release;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.SubspaceModel;

/**
 * What is known about a release besides its numbers. After a kernel method the space in which
 * ridge, eigenvalues and removal are measured is that of the features.
 *
 * @param method the method, as the command line spells it
 * @param settings its settings as texts, by option name; what the caller wants remembered
 * @param ridge ρ in absolute terms; of a multi-kernel the largest of its kernels'
 * @param keep labels to keep
 * @param hide labels to hide
 * @param given the label within whose classes they were hidden, or null
 * @param classes class names by label
 * @param rowsSeen number of rows fitted to
 * @param eigenvalues of the method's pencil, descending; of a multi-kernel, output by output, μ_m
 *     times the discriminant eigenvalue, which is the scatter between the classes of that output
 * @param removed what the map took away on the fitted rows
 * @param weights of the kernels of a multi-kernel, or null
 * @param libraryVersion the version of Tacit that fitted it
 */
public record ReleaseInfo(
    String method,
    Map<String, String> settings,
    double ridge,
    List<String> keep,
    List<String> hide,
    String given,
    Map<String, List<String>> classes,
    long rowsSeen,
    List<Double> eigenvalues,
    Removed removed,
    KernelWeights weights,
    String libraryVersion) {

  /** Copies the collections. */
  public ReleaseInfo {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    keep = List.copyOf(keep);
    hide = List.copyOf(hide);
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    eigenvalues = List.copyOf(eigenvalues);
  }

  static ReleaseInfo of(SubspaceModel model, KernelWeights weights, Map<String, String> settings) {
    return new ReleaseInfo(
        model.method(),
        settings,
        model.ridge(),
        model.roles().toKeep(),
        model.roles().toHide(),
        model.roles().given(),
        model.classes(),
        model.rowsSeen(),
        Arrays.stream(model.eigenvalues()).boxed().toList(),
        model.removed(),
        weights,
        versionInUse());
  }

  /**
   * The sum of the eigenvalues.
   *
   * @return the sum; for DCA and RDCA the discriminant information
   */
  public double discriminantInformation() {
    return eigenvalues.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static String versionInUse() {
    String version = ReleaseInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
