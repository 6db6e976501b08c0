package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shape of this machine. Static constants, which the JIT compiler folds into the
 * kernels; in a class of their own, so that asking whether there is a vector module touches none.
 */
final class Lanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Doubles in a vector: 8 with AVX-512, 4 with AVX2, 2 with NEON. */
  static final int COUNT = SPECIES.length();

  /** Vector registers: 32 with AVX-512 and NEON, else 16. */
  static final int REGISTERS =
      COUNT == 8 || System.getProperty("os.arch").equals("aarch64") ? 32 : 16;

  private Lanes() {}

  /**
   * The sum of a vector's lanes. Not {@code reduceLanes}, which adds in an order that differs
   * between compiled and interpreted code. Small enough that the compiler always inlines it, so the
   * vector stays one.
   */
  static double sum(DoubleVector v) {
    return COUNT == 8 ? four(v, 0) + four(v, 4) : COUNT == 4 ? four(v, 0) : v.lane(0) + v.lane(1);
  }

  private static double four(DoubleVector v, int at) {
    return (v.lane(at) + v.lane(at + 1)) + (v.lane(at + 2) + v.lane(at + 3));
  }
}
