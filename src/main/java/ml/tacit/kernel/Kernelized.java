package ml.tacit.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.ExactForm;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.RowSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A linear method in the feature space of a kernel.
 *
 * <pre>{@code
 * Kernelized trainer = Kernelized.of("rbf", Rdca.ridge(Kernelized.RIDGE)).withLandmarks(20);
 * KernelModel model = trainer.fit(data, roles);
 * }</pre>
 *
 * <p>Rows are standardised, widths and landmarks are found in a sample of them, and the method is
 * fitted to the statistic of the features: two passes in constant memory. Features are made from
 * landmarks that are means of rows ({@link #withLandmarks}, the default with 500, Nyström) or at
 * random ({@link #withRandomFeatures}). {@link #exact} works on the Gram matrix of all rows
 * instead, in memory, and its model <b>contains the training rows</b>.
 *
 * <p>The ridge is that of the method; a relative one is ρ = α·trace(K̄)/N, K̄ the centred Gram
 * matrix, or what the features make of it: N rows, not the number of features, are what a kernel
 * can fit noise with.
 *
 * <p>A value that is not finite or whose square is not, and a column that is a hidden label under
 * another name, stop a fit with one line that names them.
 *
 * <p>An immutable value, thread-safe. The same rows in the same order give the same bits, in memory
 * and streamed.
 */
public final class Kernelized {
  /** A relative ridge of 0.01, far more than a linear method needs. */
  public static final Ridge RIDGE = Ridge.relative(0.01);

  /** Rows that widths and landmarks are found in, at least. */
  private static final int SAMPLE_ROWS = 10_000;

  private static final int SAMPLE_ROWS_PER_LANDMARK = 20;

  private final KernelSpec kernel;
  private final Trainer trainer;
  private final Settings settings;

  /**
   * What {@code with…} changes.
   *
   * @param method the name of the method
   * @param way how features are made
   * @param amount of landmarks or random features; 0 for the default
   */
  private record Settings(
      String method, Way way, int amount, boolean standardized, boolean leaveOneOut, long seed) {
    Settings made(Way other, int number) {
      return new Settings(method, other, number, standardized, leaveOneOut, seed);
    }
  }

  private enum Way {
    LANDMARKS,
    RANDOM,
    EXACT
  }

  private Kernelized(KernelSpec kernel, Trainer trainer, Settings settings) {
    this.kernel = kernel;
    this.trainer = trainer;
    this.settings = settings;
  }

  /**
   * A method in the features of at most 500 landmarks, of standardised rows.
   *
   * @param kernel its text, as {@link Kernel#parse(String, DMatrixRMaj)} reads it: {@code rbf} is
   *     as wide as the rows are apart
   * @param trainer the linear method
   * @return the trainer
   * @throws BadDataException if the text is not of that form
   */
  public static Kernelized of(String kernel, Trainer trainer) {
    return of(new KernelSpec(kernel), trainer);
  }

  /**
   * A method in the features of at most 500 landmarks, of standardised rows.
   *
   * @param kernel the kernel, of rows after standardisation
   * @param trainer the linear method
   * @return the trainer
   */
  public static Kernelized of(Kernel kernel, Trainer trainer) {
    return of(KernelSpec.of(kernel), trainer);
  }

  private static Kernelized of(KernelSpec kernel, Trainer trainer) {
    Settings settings = new Settings(trainer.method(), Way.LANDMARKS, 0, true, false, 1);
    return new Kernelized(kernel, trainer, settings);
  }

  /**
   * The same with another number of landmarks, each the mean of five distinct rows or more, of two
   * classes or more of each hidden label. Of rows with fewer than ten distinct ones the landmarks
   * are these rows, and {@link KernelModel#warnings} say so.
   *
   * @param most how many at most; fewer where rows fall into fewer such groups
   * @return the trainer
   * @throws IllegalArgumentException if it is less than 1 or too many for a Gram matrix
   */
  public Kernelized withLandmarks(int most) {
    Nystrom.requireLandmarks(most);
    return with(settings.made(Way.LANDMARKS, most));
  }

  /**
   * The same with random features, which look at no row.
   *
   * @param count how many: even for an RBF or Laplacian, a cosine and a sine each (Rahimi and
   *     Recht, NIPS 2007), a power of two for a polynomial (Pham and Pagh,
   *     doi:10.1145/2487575.2487591); other kernels have none
   * @return the trainer
   * @throws IllegalArgumentException if it is less than 1
   */
  public Kernelized withRandomFeatures(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("random features: " + count + ", at least 1 is needed");
    }
    return with(settings.made(Way.RANDOM, count));
  }

  /**
   * The exact method, on the Gram matrix of up to 20,000 rows in memory. The model <b>contains the
   * training rows</b>, and warns of it. For methods with an {@link Trainer#exactForm}; there is no
   * conditional form.
   *
   * <p>With K̄ = HKH and a column of E = H[1_c/√n_c] for every class to keep or to hide, directions
   * are w = Φ̄ᵀA u, (K̄+ρI)A = E by one Cholesky factorisation (A = E/ρ where the metric has no
   * S̄), and u solves a problem with a row per class: the pencil of the linear method in terms of
   * EᵀK̄A. N³/3 operations and one N × N matrix. For the linear kernel it is that linear method of
   * the same absolute ridge. Source: S. Y. Kung, doi:10.1007/s11042-015-2959-9.
   *
   * @return the trainer
   * @throws BadDataException if the method has no exact form
   */
  public Kernelized exact() {
    if (trainer.exactForm().isEmpty()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "method '%s' has no exact kernel form; use landmarks or random features",
              trainer.method()));
    }
    return with(settings.made(Way.EXACT, 0));
  }

  /**
   * The same with columns standardised first, or as they are. A kernel sees units, so columns as
   * they are should have the same.
   *
   * @param standardized whether to standardise, which is the default
   * @return the trainer
   */
  public Kernelized withStandardization(boolean standardized) {
    return with(
        new Settings(
            settings.method,
            settings.way,
            settings.amount,
            standardized,
            settings.leaveOneOut,
            settings.seed));
  }

  /**
   * The same, with {@link KernelModel#leaveOneOutScores}, for an exact DCA: up to N³ operations
   * more.
   *
   * @return the trainer
   */
  public Kernelized withLeaveOneOut() {
    return with(
        new Settings(
            settings.method,
            settings.way,
            settings.amount,
            settings.standardized,
            true,
            settings.seed));
  }

  /**
   * The same with another seed of the sample, the groups around landmarks and random features.
   *
   * @param seed the seed; 1 unless changed
   * @return the trainer
   */
  public Kernelized withSeed(long seed) {
    return with(
        new Settings(
            settings.method,
            settings.way,
            settings.amount,
            settings.standardized,
            settings.leaveOneOut,
            seed));
  }

  /**
   * The same under another name, which its models and the columns they release have: DCA here, say,
   * is {@code kdca}.
   *
   * @param method the name; that of the linear method unless changed
   * @return the trainer
   */
  public Kernelized withMethod(String method) {
    return with(
        new Settings(
            Objects.requireNonNull(method, "method"),
            settings.way,
            settings.amount,
            settings.standardized,
            settings.leaveOneOut,
            settings.seed));
  }

  private Kernelized with(Settings changed) {
    return new Kernelized(kernel, trainer, changed);
  }

  /**
   * Fits to rows in memory.
   *
   * @param data n rows with all labels of the roles; only read
   * @param roles which labels to keep and to hide
   * @return the model
   * @throws BadDataException if a value is not finite or too large, a column is a hidden label
   *     under another name, more landmarks are asked for than the rows give, the kernel has no such
   *     random features, an exact fit has too many rows or a label given, or as the linear method
   *     throws
   * @throws ml.tacit.matrix.SingularMatrixException as the linear method throws, or if K̄+ρI is not
   *     positive definite: too small a ridge, or a kernel (the sigmoid) that is not positive
   *     semidefinite on these rows
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the flag stays
   *     set
   */
  public KernelModel fit(LabelledRows data, Roles roles) {
    return settings.way == Way.EXACT ? exactly(data, roles) : inTwoPasses(Blocks.of(data), roles);
  }

  /**
   * Fits to rows that are read twice; once, into memory, for an exact fit.
   *
   * @param source opens the rows, with all labels of the roles as text columns
   * @param roles which labels to keep and to hide
   * @param progress told the bytes read so far after each block, from the start at each pass
   * @return the model
   * @throws IOException if reading fails
   * @throws BadDataException as for {@link #fit(LabelledRows, Roles)}, or as the reader throws
   */
  public KernelModel fit(RowSource source, Roles roles, LongConsumer progress) throws IOException {
    return settings.way == Way.EXACT
        ? exactly(WholeSource.read(source, GramSize.MAX_ROWS, progress), roles)
        : inTwoPasses(Blocks.of(source, progress), roles);
  }

  private <X extends Exception> KernelModel inTwoPasses(Blocks<X> blocks, Roles roles) throws X {
    requireNoLeaveOneOut();
    RawRows raw = new RawRows(roles);
    RowSample sample = new RowSample(sampleRows(), settings.seed);
    ColumnMeasures columns = new ColumnMeasures();
    blocks.forEach(
        block -> {
          raw.accept(block);
          sample.accept(block.rows(), block.labels(roles.toHide()));
          columns.accept(block.rows());
        });
    raw.requireNoCopy();

    FeatureMap features = features(sample.rows(), sample.classes());
    Scatter scatter = new Scatter(features.outputs(), roles.labels().toArray(String[]::new));
    blocks.forEach(
        block -> scatter.accept(features.apply(block.rows()), block.labels(roles.labels())));
    ScatterSnapshot statistic = scatter.snapshot();
    double trace = CommonOps_DDRM.trace(statistic.total());
    double rho = FeatureSpace.ridge(trainer.ridge(), trace, statistic.count());
    Model linear = trainer.withRidge(Ridge.absolute(rho)).fit(statistic, roles);
    return KernelModel.of(settings.method, features, linear)
        .withInputs(raw.features())
        .withRidge(trainer.ridge())
        .withResolution(columns, linear.resolution().outputDeviations());
  }

  private int sampleRows() {
    return Math.max(SAMPLE_ROWS, SAMPLE_ROWS_PER_LANDMARK * settings.amount);
  }

  /** The steps from a row to its features, with widths and landmarks from some rows. */
  private FeatureMap features(DMatrixRMaj rows, List<int[]> hidden) {
    AffineMap scaling = settings.standardized ? Scaling.of(rows) : null;
    DMatrixRMaj scaled = scaling == null ? rows : scaling.apply(rows);
    FeatureMap map = features(kernel.on(scaled), scaled, hidden);
    return scaling == null ? map : ChainMap.of(scaling, map);
  }

  private FeatureMap features(Kernel of, DMatrixRMaj rows, List<int[]> hidden) {
    if (settings.way == Way.RANDOM) {
      return of.form().randomFeatures(rows.numCols, settings.amount, settings.seed);
    }
    Nystrom nystrom = Nystrom.of(of).withSeed(settings.seed);
    return settings.amount == 0
        ? nystrom.fit(rows, hidden)
        : nystrom.withLandmarks(settings.amount).requireRows(rows.numRows).fit(rows, hidden);
  }

  private KernelModel exactly(LabelledRows data, Roles roles) {
    requireNoGiven(roles);
    ExactForm form = trainer.exactForm().orElseThrow();
    if (form.hides() && roles.toHide().isEmpty()) {
      throw new BadDataException("hide: no label, " + trainer.method() + " needs at least one");
    }
    GramSize.require(data.size());
    RawRows.require(data, roles);
    TargetColumns targets = TargetColumns.of(data, roles, trainer.method());
    AffineMap scaling = settings.standardized ? Scaling.of(data.rows()) : null;
    DMatrixRMaj rows = scaling == null ? data.rows().copy() : scaling.apply(data.rows());
    Kernel on = kernel.on(rows);
    TargetRegression regression =
        GramRegression.fit(
            on,
            new SharedRows(rows).layout(on),
            targets,
            new GramRegression.Settings(trainer.ridge(), form.total(), settings.leaveOneOut));
    KernelComponents components = KernelComponents.of(settings.method, form, targets, regression);
    KernelModel model =
        components
            .model()
            .withInputs(data.features())
            .withRidge(trainer.ridge())
            .withResolution(
                ColumnMeasures.of(data.rows()),
                ColumnMeasures.deviations(components.trainingScores()));
    return scaling == null ? model : model.after(scaling);
  }

  private static void requireNoGiven(Roles roles) {
    if (roles.given() != null) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "given: '%s', exact kernel methods have no conditional form; use landmarks or random features",
              roles.given()));
    }
  }

  private void requireNoLeaveOneOut() {
    if (settings.leaveOneOut) {
      throw new BadDataException("leave-one-out scores: only an exact fit has them");
    }
  }
}
