package ml.tacit.properties;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.step.Steps;
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
import ml.tacit.subspace.Standardized;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;

/**
 * A public way to fit, and what it promises.
 *
 * @param name for messages
 * @param trainer for methods that are fitted from the statistic; else null
 * @param fit to rows in memory
 * @param promises the properties that hold
 */
record Fit(
    String name, Trainer trainer, Function<LabelledRows, Model> fit, Set<Property> promises) {

  /** What may be done to the rows of a fit. A row alone, in a block and in a file always agree. */
  enum Property {
    /** Rows come in another order. */
    ORDER,
    /** Classes are called otherwise, in another order. */
    NAMES,
    /** Every column has another unit and another offset. */
    UNITS,
    /** Columns are rotated. */
    ROTATION,
    /** Every row comes several times. */
    COPIES,
    /** The statistic is merged of parts, in any tree. */
    MERGE,
    /** Classes are called otherwise, in the same order: the same bits. */
    NAMES_IN_ORDER
  }

  private static final Set<Property> RELATIVE = EnumSet.complementOf(EnumSet.of(Property.ROTATION));
  private static final Set<Property> ABSOLUTE =
      EnumSet.complementOf(EnumSet.of(Property.UNITS, Property.COPIES));
  private static final Set<Property> KERNEL =
      EnumSet.of(Property.ORDER, Property.NAMES, Property.UNITS, Property.NAMES_IN_ORDER);
  private static final Set<Property> BARE_KERNEL =
      EnumSet.of(Property.ORDER, Property.NAMES, Property.ROTATION, Property.NAMES_IN_ORDER);
  private static final Set<Property> DRAWN = EnumSet.of(Property.NAMES_IN_ORDER);

  /** Methods whose ridge is a share: units and the number of rows do not matter. */
  static List<Fit> linear() {
    Ridge share = Ridge.relative(0.02);
    return List.of(
        linear("rdca", Rdca.ridge(share), RELATIVE),
        linear("rdca, noise components", Rdca.ridge(share).withNoiseComponents(), RELATIVE),
        linear("dca", Dca.ridge(share), RELATIVE),
        linear("duca", Duca.ridge(share).withWeights(1, 0.4), RELATIVE),
        linear("mdr", Mdr.ridge(share), RELATIVE),
        linear("ruca", Ruca.ridge(share).withPrice(3), RELATIVE),
        linear("pca", Pca.components(3), RELATIVE),
        linear("random projection", new RandomProjection(3, 1), RELATIVE),
        linear("dca, standardised", new Standardized(Dca.ridge(share)), RELATIVE),
        given("rdca given", Rdca.ridge(share), RELATIVE));
  }

  /** With the ridge that is usual: next to none. */
  static List<Fit> usual() {
    return List.of(
        linear("rdca, usual ridge", Rdca.ridge(Ridge.DEFAULT), RELATIVE),
        linear("duca, usual ridge", Duca.ridge(Ridge.DEFAULT), RELATIVE));
  }

  /** Methods that see the columns as they are: rotations do not matter. */
  static List<Fit> rotating() {
    return List.of(
        linear("rdca, absolute", Rdca.ridge(5), ABSOLUTE),
        linear("rdca, noise components, absolute", Rdca.ridge(5).withNoiseComponents(2), ABSOLUTE),
        linear("dca, absolute", Dca.ridge(5), ABSOLUTE),
        linear("duca, absolute", Duca.ridge(5).withWeights(1, 0.4), ABSOLUTE),
        linear("mdr, absolute", Mdr.ridge(5), ABSOLUTE),
        linear("ruca, absolute", Ruca.ridge(5).withPrice(3), ABSOLUTE),
        linear("pca of columns as they are", Pca.components(3).withoutStandardization(), pca()));
  }

  private static Set<Property> pca() {
    Set<Property> promises = EnumSet.copyOf(ABSOLUTE);
    promises.add(Property.COPIES);
    return promises;
  }

  /** Methods on kernels. Landmarks are drawn from the rows, in their order. */
  static List<Fit> kernels() {
    Ridge share = Ridge.relative(0.05);
    Kernelized rbf = Kernelized.of(Kernel.rbf(0.05), Dca.ridge(share));
    return List.of(
        kernel("kdca, exact", rbf.exact(), KERNEL),
        kernel(
            "kernel ruca, exact",
            Kernelized.of(Kernel.laplacian(0.2), Ruca.ridge(share)).exact(),
            KERNEL),
        kernel("kdca, exact, as it is", rbf.withStandardization(false).exact(), BARE_KERNEL),
        kernel(
            "kernel rdca, random features",
            Kernelized.of(Kernel.rbf(0.05), Rdca.ridge(share)).withRandomFeatures(24),
            KERNEL),
        kernel("kernel dca, landmarks", rbf.withLandmarks(20), DRAWN),
        new Fit(
            "multi-kernel, exact",
            null,
            data ->
                MultiKernel.of(Kernel.rbf(0.05), Kernel.laplacian(0.2))
                    .withWeighting(KernelWeighting.LEAVE_ONE_OUT_SNR)
                    .exact()
                    .fit(data, Roles.keep("activity")),
            KERNEL),
        new Fit(
            "multi-kernel, landmarks",
            null,
            data ->
                MultiKernel.of(Kernel.rbf(0.05), Kernel.laplacian(0.2))
                    .withLandmarks(20)
                    .fit(data, Roles.keep("activity")),
            DRAWN));
  }

  /** Plans, which draw folds and seeds in the order of the rows. */
  static List<Fit> plans() {
    return List.of(
            "decide logistic",
            "decide logistic | collapse 0.2 | noise 0.4",
            "decide logistic | residual 2",
            "decide logistic | cells | response 1.5",
            "cells --kmeans 5 --people 2",
            "game 4 --leak 0.1",
            "codebook 4 --leak 0.2")
        .stream()
        .map(
            plan ->
                new Fit(
                    plan,
                    null,
                    data -> Steps.parse(plan).withSeed(7).fit(data, RandomTable.ROLES),
                    DRAWN))
        .toList();
  }

  private static Fit linear(String name, Trainer trainer, Set<Property> promises) {
    return new Fit(name, trainer, data -> trainer.fit(data, RandomTable.ROLES), promises);
  }

  private static Fit given(String name, Trainer trainer, Set<Property> promises) {
    Set<Property> without = EnumSet.copyOf(promises);
    without.remove(Property.MERGE);
    Roles roles = Roles.hide("person").withGiven("activity");
    return new Fit(name, null, data -> trainer.fit(data, roles), without);
  }

  private static Fit kernel(String name, Kernelized kernelized, Set<Property> promises) {
    return new Fit(name, null, data -> kernelized.fit(data, RandomTable.ROLES), promises);
  }

  boolean promises(Property property) {
    return promises.contains(property);
  }

  Model to(LabelledRows data) {
    return fit.apply(data);
  }

  @Override
  public String toString() {
    return name;
  }
}
