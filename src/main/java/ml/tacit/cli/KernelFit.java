package ml.tacit.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.Encoding;
import ml.tacit.table.RowInput;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSource;

/** The options of a kernel method as a kernel trainer, fitted to a file. */
final class KernelFit {
  private final RowInput input;
  private final ColumnRoles columns;
  private final Optional<Encoding> encoding;
  private final MethodOptions options;
  private final Roles roles;

  KernelFit(
      RowInput input,
      ColumnRoles columns,
      Optional<Encoding> encoding,
      MethodOptions options,
      Roles roles) {
    this.input = input;
    this.columns = columns;
    this.encoding = encoding;
    this.options = options;
    this.roles = roles;
  }

  Release fit() throws IOException {
    try (Passes passes = new Passes(input, columns, encoding)) {
      KernelModel model =
          options.method == Method.MULTIKERNEL
              ? multiKernel().fit(passes, roles, passes)
              : oneKernel().fit(passes, roles, passes);
      Release release =
          Release.of(model, options.precision.digits()).withSettings(options.settings());
      return Statistic.ofTable(release, encoding);
    }
  }

  private Kernelized oneKernel() {
    KernelOptions kernel = options.kernel;
    Kernelized trainer =
        Kernelized.of(kernel.one(), options.trainer(options.ridge(Kernelized.RIDGE)))
            .withMethod(options.method.spelling())
            .withStandardization(options.isStandardized(true));
    if (kernel.rows) {
      return trainer.exact();
    }
    if (kernel.randomFeatures != null) {
      return trainer.withRandomFeatures(kernel.randomFeatures);
    }
    return kernel.landmarks == null ? trainer : trainer.withLandmarks(kernel.landmarks);
  }

  private MultiKernel multiKernel() {
    KernelOptions kernel = options.kernel;
    MultiKernel trainer =
        MultiKernel.of(kernel.kernels)
            .withWeighting(kernel.weighting())
            .withRidge(options.ridge(Kernelized.RIDGE))
            .withStandardization(options.isStandardized(true));
    if (kernel.rows) {
      return trainer.exact();
    }
    return kernel.landmarks == null ? trainer : trainer.withLandmarks(kernel.landmarks);
  }

  /** The file, read as often as asked, with a progress line for each pass. */
  private static final class Passes implements RowSource, LongConsumer, AutoCloseable {
    private final RowInput input;
    private final ColumnRoles columns;
    private final Optional<Encoding> encoding;
    private int pass;
    private Progress progress;

    Passes(RowInput input, ColumnRoles columns, Optional<Encoding> encoding) {
      this.input = input;
      this.columns = columns;
      this.encoding = encoding;
    }

    @Override
    public RowReader open() throws IOException {
      close();
      RowReader reader = input.open(columns);
      pass++;
      progress = Progress.bytes("pass " + pass, input.size());
      return encoding.map(table -> table.reader(reader)).orElse(reader);
    }

    @Override
    public void accept(long bytesRead) {
      progress.to(bytesRead);
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
