package ml.tacit.properties;

import static ml.tacit.properties.RandomTable.ROLES;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.properties.Fit.Property;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/** By how much a fit differs once its rows are changed as a property says. */
final class Changes {
  private Changes() {}

  /** As a share of the spread of what is released; 0 where the bits agree. */
  static double difference(Fit fit, Property property, long seed) {
    return difference(fit, property, RandomTable.of(seed), seed);
  }

  /** The same on these rows. */
  static double difference(Fit fit, Property property, LabelledRows data, long seed) {
    Random random = new Random(seed ^ 0x5DEECE66DL);
    Model before = fit.to(data);
    int d = data.features().size();
    switch (property) {
      case ORDER:
        LabelledRows moved = data.select(RandomTable.order(data.size(), random));
        return apart(before, data.rows(), fit.to(moved).transform(data.rows()));
      case NAMES:
        Model named = fit.to(RandomTable.renamed(data, random));
        return apart(before, data.rows(), named.transform(data.rows()));
      case NAMES_IN_ORDER:
        DMatrixRMaj same = fit.to(RandomTable.renamedInOrder(data)).transform(data.rows());
        return Arrays.equals(before.transform(data.rows()).data, same.data) ? 0 : 1;
      case UNITS:
        return inUnits(fit, data, before, RandomTable.units(d, random), random);
      case ROTATION:
        return rotated(fit, data, before, RandomTable.rotation(d, random));
      case COPIES:
        int copies = 2 + random.nextInt(2);
        int n = data.size();
        int[] often = RandomTable.order(n * copies, random);
        Arrays.setAll(often, i -> often[i] % n);
        Model several = fit.to(data.select(often));
        return apart(before, data.rows(), several.transform(data.rows()));
      case MERGE:
        Model merged = fit.trainer().fit(merged(data, random).snapshot(), ROLES);
        return apart(before, data.rows(), merged.transform(data.rows()));
      default:
        throw new AssertionError(property);
    }
  }

  private static double inUnits(
      Fit fit, LabelledRows data, Model before, double[] units, Random random) {
    double[] offsets = random.doubles(units.length, -9, 9).toArray();
    Arrays.setAll(offsets, j -> units[j] * offsets[j]);
    DMatrixRMaj rows = RandomTable.inUnits(data.rows(), units, offsets);
    DMatrixRMaj after = fit.to(data.withRows(data.features(), rows)).transform(rows);
    for (int i = 0; before.keepsColumns() && i < after.data.length; i++) {
      int j = i % units.length;
      after.data[i] = (after.data[i] - offsets[j]) / units[j];
    }
    return apart(before, data.rows(), after);
  }

  private static double rotated(Fit fit, LabelledRows data, Model before, DMatrixRMaj rotation) {
    DMatrixRMaj rows = Dense.multiply(data.rows(), rotation);
    DMatrixRMaj after = fit.to(data.withRows(data.features(), rows)).transform(rows);
    return apart(
        before,
        data.rows(),
        before.keepsColumns() ? Dense.multiply(after, Dense.transpose(rotation)) : after);
  }

  /** The statistic of parts in any order, some of them sent as bytes, merged in any tree. */
  static Scatter merged(LabelledRows data, Random random) {
    int[] order = RandomTable.order(data.size(), random);
    List<Scatter> parts = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int to = Math.min(order.length, from + 1 + random.nextInt(data.size() / 3));
      Scatter part = Scatter.of(data.select(Arrays.copyOfRange(order, from, to)), ROLES.labels());
      parts.add(random.nextBoolean() ? part : sent(part));
      from = to;
    }
    while (parts.size() > 1) {
      Scatter one = parts.remove(random.nextInt(parts.size()));
      Scatter other = parts.remove(random.nextInt(parts.size()));
      parts.add(one.combine(other));
    }
    return parts.get(0);
  }

  private static Scatter sent(Scatter scatter) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      scatter.writeTo(bytes);
      return Scatter.read(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of columns the largest difference, in the range of the raw column. Of components the difference
   * of the inner products of rows, so that signs, and turns among equal eigenvalues, do not count;
   * up to a factor, for components are scaled to the metric, which grows with the number of rows.
   */
  static double apart(Model before, DMatrixRMaj rows, DMatrixRMaj after) {
    DMatrixRMaj released = before.transform(rows);
    if (released.numCols != after.numCols) {
      return Double.POSITIVE_INFINITY;
    }
    if (!before.keepsColumns()) {
      return between(inner(released), inner(after));
    }
    double largest = 0;
    for (int j = 0; j < rows.numCols; j++) {
      double most = 0;
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < rows.numRows; i++) {
        most = Math.max(most, Math.abs(released.get(i, j) - after.get(i, j)));
        least = Math.min(least, rows.get(i, j));
        greatest = Math.max(greatest, rows.get(i, j));
      }
      largest = Math.max(largest, most / (greatest - least));
    }
    return largest;
  }

  /** Inner products of the centred rows, of a sum of squares of 1. */
  private static double[] inner(DMatrixRMaj rows) {
    DMatrixRMaj centred = rows.copy();
    for (int j = 0; j < rows.numCols; j++) {
      int column = j;
      double mean =
          IntStream.range(0, rows.numRows)
              .mapToDouble(i -> rows.get(i, column))
              .average()
              .orElse(0);
      for (int i = 0; i < rows.numRows; i++) {
        centred.add(i, j, -mean);
      }
    }
    double[] products = Dense.multiply(centred, Dense.transpose(centred)).data;
    double size = Math.sqrt(Arrays.stream(products).map(x -> x * x).sum());
    return Arrays.stream(products).map(x -> x / size).toArray();
  }

  private static double between(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  static String text(Fit fit, Property property, long seed, double difference) {
    return String.format(
        Locale.ROOT, "%s, %s, seed %d: differs by %.2g", fit, property, seed, difference);
  }
}
