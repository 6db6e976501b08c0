package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import ml.tacit.kernel.ChainMap;
import ml.tacit.kernel.ExactKernel;
import ml.tacit.kernel.FeatureMap;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelDca;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.kernel.MultiKernelModel;
import ml.tacit.kernel.Nystrom;
import ml.tacit.kernel.RandomFourierMap;
import ml.tacit.kernel.RowSample;
import ml.tacit.kernel.SnrForm;
import ml.tacit.kernel.TensorSketchMap;
import ml.tacit.release.Release;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits a method to the features of a kernel: from two passes over the file, one for a sample in
 * which widths and landmarks are found and one for the statistic of the features; or, where the
 * method needs it (exact kernels and multi-kernels), from rows in memory.
 */
final class KernelFit {
  private static final int BLOCK_ROWS = 2048;

  /** Rows that widths and landmarks are found in. */
  private static final int SAMPLE_ROWS = 10_000;

  private static final Ridge DEFAULT_RIDGE = Ridge.relative(0.01);

  private final Path input;
  private final ColumnRoles columns;
  private final MethodOptions options;
  private final Roles roles;

  KernelFit(Path input, ColumnRoles columns, MethodOptions options, Roles roles) {
    this.input = input;
    this.columns = columns;
    this.options = options;
    this.roles = roles;
  }

  Release fit() throws IOException {
    Inputs.requireRereadable(input, "a fit with a --kernel does");
    if (options.method == Method.MULTIKERNEL) {
      return multiKernel();
    }
    return options.kernel.rows ? exact() : streamed();
  }

  private Release streamed() throws IOException {
    FeatureMap features = features();
    try (CsvReader reader = CsvReader.open(input, columns);
        Progress progress = Progress.bytes("fit", Files.size(input))) {
      List<String> labels = columns.labels();
      Scatter scatter = new Scatter(features.outputs(), labels.toArray(String[]::new));
      for (RowBlock block = reader.next(BLOCK_ROWS);
          block != null;
          block = reader.next(BLOCK_ROWS)) {
        scatter.accept(
            features.apply(block.rows()),
            labels.stream().map(block::labels).toArray(Labels[]::new));
        progress.to(reader.bytesRead());
      }
      ScatterSnapshot rows = scatter.snapshot();
      SubspaceModel model = options.trainer(Ridge.absolute(rho(rows))).fit(rows, roles);
      return release(new KernelModel(features, model), reader.features());
    }
  }

  /** ρ; a relative one is α·trace(K̄)/N, as for the exact method. */
  private double rho(ScatterSnapshot rows) {
    Ridge ridge = options.ridge(DEFAULT_RIDGE);
    if (!ridge.relative()) {
      return ridge.amount();
    }
    DMatrixRMaj total = rows.total();
    double trace = 0;
    for (int k = 0; k < total.numRows; k++) {
      trace += total.get(k, k);
    }
    return ridge.amount() * trace / rows.count();
  }

  private FeatureMap features() throws IOException {
    RowSample sample = sample();
    DMatrixRMaj rows = sample.rows();
    AffineMap scaling = scaling(rows);
    DMatrixRMaj scaled = scaling == null ? rows : scaling.apply(rows);
    FeatureMap features = features(Kernel.parse(options.kernel.one(), scaled), scaled);
    return scaling == null ? features : ChainMap.of(scaling, features);
  }

  private FeatureMap features(Kernel kernel, DMatrixRMaj rows) {
    Integer random = options.kernel.randomFeatures;
    if (random == null) {
      requireLandmarks(rows.numRows);
      Nystrom nystrom = Nystrom.of(kernel);
      Integer most = options.kernel.landmarks;
      return (most == null ? nystrom : nystrom.withLandmarks(most)).fit(rows);
    }
    if (kernel.toString().startsWith("polynomial")) {
      return TensorSketchMap.draw(kernel, rows.numCols, random, 1);
    }
    if (random % 2 != 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "--random-features %d: an even number is needed, a cosine and a sine each",
              random));
    }
    return RandomFourierMap.draw(kernel, rows.numCols, random / 2, 1);
  }

  /** More than there can be, if asked for by number, is a mistake. */
  private void requireLandmarks(long rows) {
    Integer asked = options.kernel.landmarks;
    int each = Nystrom.of(Kernel.linear()).leastRows();
    if (asked != null && asked > rows / each) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "--landmarks %d: %d rows give at most %d, each the mean of %d rows or more",
              asked,
              rows,
              rows / each,
              each));
    }
  }

  private RowSample sample() throws IOException {
    Integer landmarks = options.kernel.landmarks;
    int most = Math.max(SAMPLE_ROWS, landmarks == null ? 0 : Math.multiplyExact(20, landmarks));
    try (CsvReader reader = CsvReader.open(input, columns);
        Progress progress = Progress.bytes("sample", Files.size(input))) {
      RowSample sample = new RowSample(reader.features().size(), most, 1);
      for (RowBlock block = reader.next(BLOCK_ROWS);
          block != null;
          block = reader.next(BLOCK_ROWS)) {
        sample.accept(block.rows());
        progress.to(reader.bytesRead());
      }
      return sample;
    }
  }

  private Release exact() throws IOException {
    requireFewRows();
    LabelledRows data = CsvReader.readAll(input, columns);
    AffineMap scaling = scaling(data.rows());
    LabelledRows scaled = scaled(data, scaling);
    Kernel kernel = Kernel.parse(options.kernel.one(), scaled.rows());
    KernelModel model =
        new ExactKernel(kernel, options.trainer(options.ridge(DEFAULT_RIDGE))).fit(scaled, roles);
    return release(after(scaling, model), data.features());
  }

  private Release multiKernel() throws IOException {
    KernelOptions kernel = options.kernel;
    if (kernel.rows) {
      requireFewRows();
    }
    LabelledRows data = CsvReader.readAll(input, columns);
    AffineMap scaling = scaling(data.rows());
    LabelledRows scaled = scaled(data, scaling);
    int most = 0;
    if (!kernel.rows) {
      requireLandmarks(data.size());
      most = kernel.landmarks == null ? Nystrom.of(Kernel.linear()).landmarks() : kernel.landmarks;
    }
    List<Kernel> kernels =
        kernel.kernels.stream().map(text -> Kernel.parse(text, scaled.rows())).toList();
    MultiKernelModel model =
        new MultiKernel(
                kernels,
                kernel.weighting(),
                SnrForm.TRACE_RATIO,
                options.ridge(DEFAULT_RIDGE),
                most)
            .fit(scaled, roles);
    MultiKernelModel whole = new MultiKernelModel(after(scaling, model.model()), model.weights());
    return Release.of(whole, data.features()).withSettings(options.settings());
  }

  private Release release(KernelModel model, List<String> features) {
    SubspaceModel named = model.subspace().named(options.method.spelling());
    return Release.of(new KernelModel(model.features(), named), features)
        .withSettings(options.settings());
  }

  private AffineMap scaling(DMatrixRMaj rows) {
    if (!options.standardize) {
      return null;
    }
    Standardization standard = Standardization.fit(rows);
    double[] scale = standard.scale();
    double[] offset = standard.mean();
    for (int j = 0; j < scale.length; j++) {
      scale[j] = 1 / scale[j];
      offset[j] *= -scale[j];
    }
    return AffineMap.scaling(scale, offset);
  }

  private static LabelledRows scaled(LabelledRows data, AffineMap scaling) {
    return scaling == null ? data : data.withRows(data.features(), scaling.apply(data.rows()));
  }

  private static KernelModel after(AffineMap scaling, KernelModel model) {
    return scaling == null
        ? model
        : new KernelModel(ChainMap.of(scaling, model.features()), model.subspace());
  }

  /** Before a file is read into memory that no exact method could use. */
  private void requireFewRows() throws IOException {
    try (CsvReader reader = CsvReader.open(input, columns)) {
      long rows = 0;
      for (RowBlock block = reader.next(BLOCK_ROWS);
          block != null && rows <= KernelDca.MAX_ROWS;
          block = reader.next(BLOCK_ROWS)) {
        rows += block.size();
      }
      if (rows > KernelDca.MAX_ROWS) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: more than %d, so many are possible with --rows: the Gram matrix alone would need more than %d bytes; use --landmarks or --random-features",
                KernelDca.MAX_ROWS,
                8L * KernelDca.MAX_ROWS * KernelDca.MAX_ROWS));
      }
    }
  }
}
