package ml.tacit.subspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ml.tacit.attack.Promise;
import ml.tacit.format.MadeUpFile;
import ml.tacit.format.TensorFile;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Statistics with the right digest, of numbers and of tables. What is taken is written and read
 * again to the same bytes, and can be added to itself.
 */
public final class StatisticFuzz implements Fuzzed {
  private static final TensorFile.Kind KIND = new TensorFile.Kind("tacit-statistic", "statistic");

  @Override
  public Promise promise() {
    return Promise.KEPT_FILES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] file = MadeUpFile.of(KIND, data);
    if (data.length > 0 && data[0] == '1') {
      Scatter scatter = Scatter.read(new ByteArrayInputStream(file));
      byte[] bytes = written(scatter::writeTo);
      Scatter again = Scatter.read(new ByteArrayInputStream(bytes));
      requireSame(bytes, written(again::writeTo));
      again.combine(scatter);
      return;
    }
    TableScatter table = TableScatter.read(new ByteArrayInputStream(file));
    byte[] bytes = written(table::writeTo);
    TableScatter again = TableScatter.read(new ByteArrayInputStream(bytes));
    requireSame(bytes, written(again::writeTo));
    again.combine(table);
  }

  /** What writes itself. */
  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }

  private static void requireSame(byte[] first, byte[] second) {
    if (!Arrays.equals(first, second)) {
      throw new AssertionError("what was written is read as another statistic");
    }
  }

  @Override
  public List<byte[]> seeds() throws Exception {
    LabelledRows numbers =
        new LabelledRows(
            List.of("a", "b"),
            new DMatrixRMaj(new double[][] {{1, 2}, {3, 4.5}, {5, -6}, {7, 8}}),
            Map.of("y", Labels.of("u", "v", "u", "v"), "c", Labels.of("s", "", "t", "s")));
    Scatter scatter = Scatter.of(numbers, List.of("y"));
    TableScatter table = new TableScatter(List.of("a", "c", "b"), Set.of("c"), List.of("y"));
    table.accept(numbers);
    return List.of(
        MadeUpFile.taken(KIND, written(scatter::writeTo)),
        MadeUpFile.taken(KIND, written(table::writeTo)));
  }
}
