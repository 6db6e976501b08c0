package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import ml.tacit.onnx.OnnxExport;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit export}: a model for other runtimes. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Writes a model as ONNX, for ONNX Runtime in Python, C++, JavaScript or on a phone: the same"
          + " numbers as 'tacit transform'.",
      "",
      "One input and one output, n rows each; the columns and their order are in the metadata. Steps"
          + " that draw under a key or remember a device's rows have no form in ONNX: such a model is"
          + " refused, and the line names the step.",
      ""
    },
    footer = {"", "Example:", "  tacit export model.safetensors --onnx model.onnx"})
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A model file.")
  private Path model;

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "F",
      description = "The ONNX file to write.")
  private Path output;

  @Option(
      names = "--double",
      description =
          "Input and output in double precision. Default: single precision; what is between is double"
              + " either way.")
  private boolean doubles;

  @Override
  public Integer call() throws IOException {
    output = Outputs.of(output);
    new Outputs().reads("the model", model).writes("--onnx", output).check(spec);
    Release release = Release.load(model);
    OnnxExport export = OnnxExport.of(release);
    try {
      (doubles ? export.withDoubles() : export).save(output);
    } catch (BadDataException e) {
      throw new BadDataException(model + ": " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    release.warnings().forEach(warning -> out.println("warning: " + warning.message()));
    out.printf(
        Locale.ROOT,
        "%d columns to %d, %s precision; wrote %s%n",
        release.inputs().size(),
        release.outputs().size(),
        doubles ? "double" : "single",
        output);
    return 0;
  }
}
