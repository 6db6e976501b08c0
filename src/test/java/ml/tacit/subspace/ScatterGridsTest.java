package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import ml.tacit.format.TensorFile;
import ml.tacit.format.TensorWriter;
import ml.tacit.table.Grid;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The grids of the columns travel with the statistic. */
class ScatterGridsTest {
  private static final List<Optional<Grid>> GRIDS =
      List.of(Optional.of(new Grid(0, 1, 2)), Optional.of(new Grid(0, 1, 0)), Optional.empty());

  private final Random random = new Random(3);

  /** Hundredths, flags and continuous numbers. */
  private DMatrixRMaj rows(int n) {
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    for (int i = 0; i < n; i++) {
      rows.set(i, 0, random.nextInt(1000) / 100.0);
      rows.set(i, 1, random.nextInt(2));
      rows.set(i, 2, random.nextGaussian());
    }
    return rows;
  }

  private Scatter scatter(int n) {
    int[] codes = new int[n];
    for (int i = 0; i < n; i++) {
      codes[i] = i % 2;
    }
    return new Scatter(3, "label").accept(rows(n), Labels.of(codes));
  }

  private static byte[] bytes(Scatter scatter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    scatter.writeTo(out);
    return out.toByteArray();
  }

  private static Scatter read(byte[] bytes) throws IOException {
    return Scatter.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void inBlocksAndMergedAndAsBytes() throws IOException {
    assertEquals(GRIDS, scatter(500).snapshot().grids());
    Scatter merged = scatter(500).combine(scatter(300)).combine(new Scatter(3, "label"));
    assertEquals(GRIDS, merged.snapshot().grids());
    Scatter again = read(bytes(merged));
    assertEquals(GRIDS, again.snapshot().grids());
    assertArrayEquals(bytes(merged), bytes(again));
    assertEquals(GRIDS, again.combine(scatter(100)).snapshot().grids());
    assertEquals(GRIDS, read(bytes(new Scatter(3, "label"))).combine(again).snapshot().grids());
  }

  /** As version 0.1 wrote it: the statistic is read, and no grid is known. */
  @Test
  void aFileWithoutGridsIsStillRead() throws IOException {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("dimension", 3);
    description.put("features", List.of());
    description.put("labels", List.of("label"));
    description.put("cells", List.of(List.of("0"), List.of("1")));
    TensorWriter tensors = new TensorWriter();
    tensors.vector("counts", new double[] {5, 7});
    tensors.vector("origin", new double[3]);
    tensors.factor("means", new DMatrixRMaj(2, 3));
    tensors.factor("within", new DMatrixRMaj(3, 3));
    byte[] old =
        TensorFile.bytes(
            new TensorFile.Kind("tacit-statistic", "statistic"), "1", description, tensors);
    List<Optional<Grid>> none = Collections.nCopies(3, Optional.empty());
    Scatter scatter = read(old);
    assertEquals(12, scatter.count());
    assertEquals(none, scatter.snapshot().grids());
    assertEquals(none, scatter.combine(scatter(500)).snapshot().grids());
  }
}
