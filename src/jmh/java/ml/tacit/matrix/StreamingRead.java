package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What memory allows: all of X is read once and added up. Four vectors at a time, from the four
 * quarters of the array, is the fastest of the ways that were tried; one stream gets 9 % less, a
 * plain loop 38 %.
 */
final class StreamingRead implements Peer {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private final Operands o;

  StreamingRead(Operands o) {
    this.o = o;
  }

  @Override
  public Object product() {
    return sum(o.x().data);
  }

  private static double sum(double[] x) {
    int lanes = SPECIES.length();
    int quarter = x.length / 4 / lanes * lanes;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int i = 0; i < quarter; i += lanes) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, x, i));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, x, quarter + i));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, x, 2 * quarter + i));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, x, 3 * quarter + i));
    }
    double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    for (int i = 4 * quarter; i < x.length; i++) {
      sum += x[i];
    }
    return sum;
  }
}
