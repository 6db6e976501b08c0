package ml.tacit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeights;
import ml.tacit.kernel.RowsKept;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseInfo;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.table.Encoding;
import ml.tacit.table.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit inspect}: what a model file holds. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    description = "Shows what a model file says about itself; reads it as data, runs nothing.")
final class InspectCommand implements Callable<Integer> {
  private static final List<String> WITHOUT_DISCRIMINANT = List.of("pca", "random");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A model file.")
  private Path model;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Release release = Release.load(model);
    spec.commandLine()
        .getOut()
        .print((json ? json(release) : ModelText.full(release)) + System.lineSeparator());
    return 0;
  }

  private static String json(Release release) throws IOException {
    ReleaseInfo info = release.info();
    boolean discriminant = !WITHOUT_DISCRIMINANT.contains(info.method());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", info.method());
    fields.put("settings", info.settings());
    fields.put("ridge", info.ridge());
    fields.put("ridgeRelative", orNull(info.ridgeRelative()));
    fields.put("inputs", release.inputs().size());
    fields.put("outputs", release.outputs().size());
    fields.put("features", release.inputs());
    fields.put("encoding", release.encoding().map(Encoding::columns).orElse(null));
    fields.put("outputNames", release.outputs());
    fields.put("keep", info.roles().toKeep());
    fields.put("hide", info.roles().toHide());
    fields.put("given", info.roles().given());
    fields.put("classes", info.classes());
    fields.put("rowsSeen", info.rowsSeen());
    fields.put("eigenvalues", info.eigenvalues());
    fields.put("discriminantEigenvalues", discriminant ? info.eigenvalues() : List.of());
    fields.put("discriminantInformation", discriminant ? info.discriminantInformation() : 0);
    fields.put("removedRank", info.removed().rank());
    fields.put("rawSpread", orNull(info.removed().rawSpread()));
    fields.put("residualSpread", orNull(info.removed().residualSpread()));
    fields.put("meanSquaredChange", orNull(info.removed().meanSquaredChange()));
    fields.put("removedEnergy", orNull(info.removed().energy()));
    fields.put("levels", info.levels());
    fields.put(
        "distinctRows", info.distinctRows().isPresent() ? info.distinctRows().getAsLong() : null);
    fields.put("candidates", orNull(info.candidates()));
    fields.put("rounded", release.rounding().isPresent());
    fields.put("gridWidths", widths(release));
    fields.put("randomColumns", release.drawnColumns());
    fields.put("plan", info.settings().get("steps"));
    fields.put("steps", release.summaries());
    fields.put("hasKey", release.hasKey());
    fields.put("kernels", release.features().map(InspectCommand::kernels).orElse(List.of()));
    fields.put("weights", release.weights().map(InspectCommand::weights).orElse(null));
    fields.put("landmarks", release.features().map(FeatureMap::landmarkCount).orElse(0));
    fields.put("keepsRows", release.warnings().stream().anyMatch(RowsKept.class::isInstance));
    fields.put(
        "warning", release.warnings().stream().map(ModelWarning::message).findFirst().orElse(null));
    fields.put("warnings", release.warnings().stream().map(ModelWarning::message).toList());
    fields.put("needsDevice", release.needsDevice());
    fields.put("libraryVersion", info.libraryVersion());
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields);
  }

  /** The distance between released numbers, by output; null where it is not rounded. */
  private static Map<String, Double> widths(Release release) {
    Map<String, Double> widths = new LinkedHashMap<>();
    for (int i = 0; i < release.outputs().size(); i++) {
      int column = i;
      Optional<Grid> grid = release.rounding().flatMap(step -> step.columns().get(column).grid());
      widths.put(release.outputs().get(i), grid.map(Grid::width).orElse(null));
    }
    return widths;
  }

  private static List<String> kernels(FeatureMap features) {
    return features.kernels().stream().map(Kernel::toString).toList();
  }

  private static Map<String, Object> weights(KernelWeights weights) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weighting", weights.weighting());
    fields.put("form", weights.form());
    fields.put("kernels", weights.entries().stream().map(InspectCommand::weight).toList());
    return fields;
  }

  private static Map<String, Object> weight(KernelWeights.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kernel", entry.kernel().toString());
    fields.put("score", entry.score());
    fields.put("weight", entry.weight());
    return fields;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
