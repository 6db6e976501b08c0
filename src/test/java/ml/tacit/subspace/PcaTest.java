package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components are orthonormal in any units. */
class PcaTest {

  /** From about column 80 on the squares of the covariances underflow. */
  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void columnsOfEverSmallerUnits(int d) {
    Random random = new Random(d);
    DMatrixRMaj rows = new DMatrixRMaj(400, d);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextGaussian() * Math.pow(10, -(i % d));
    }
    SubspaceModel all = Pca.components(d).withoutStandardization().fit(rows);
    DMatrixRMaj components = all.map().matrix();
    DMatrixRMaj product = Dense.multiply(components, Dense.transpose(components));
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        assertEquals(i == j ? 1 : 0, product.get(i, j), 1e-13, i + ", " + j);
      }
    }
    SubspaceModel few = Pca.components(3).withoutStandardization().fit(rows);
    assertArrayEquals(Arrays.copyOf(all.eigenvalues(), 3), few.eigenvalues());
    assertArrayEquals(Arrays.copyOf(components.data, 3 * d), few.map().matrix().data);
  }
}
