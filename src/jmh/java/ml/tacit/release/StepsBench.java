package ml.tacit.release;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A row of 561 columns through the steps of a plan, in blocks, on one thread: microseconds a row.
 *
 * <pre>mvn -Pjmh -DskipTests -Djmh.args="StepsBench" verify</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:ActiveProcessorCount=1")
public class StepsBench {
  private static final int FEATURES = 561;
  private static final int FITTED = 3000;
  private static final int BLOCK = 2048;

  /** The plan. */
  @Param({
    "decide logistic | cells",
    "decide logistic | collapse 0.1 | noise 0.3",
    "decide kernel | collapse 0.1 | noise 0.3",
    "decide logistic | residual 20"
  })
  public String plan;

  private Release release;
  private DMatrixRMaj block;

  /** People who do six things, in Gaussian rows. */
  @Setup
  public void fit() {
    Random random = new Random(1);
    int[] activity = new int[FITTED];
    int[] person = new int[FITTED];
    DMatrixRMaj rows = new DMatrixRMaj(FITTED, FEATURES);
    for (int i = 0; i < FITTED; i++) {
      activity[i] = random.nextInt(6);
      person[i] = random.nextInt(30);
      for (int j = 0; j < FEATURES; j++) {
        rows.set(i, j, random.nextGaussian() + (j % 6 == activity[i] ? 1 : 0));
      }
    }
    List<String> names = IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).toList();
    LabelledRows data =
        new LabelledRows(
            names, rows, Map.of("activity", Labels.of(activity), "person", Labels.of(person)));
    release =
        Release.of(
            Steps.parse(plan).withSeed(1).fit(data, Roles.keep("activity").withHide("person")));
    block = new DMatrixRMaj(BLOCK, FEATURES);
    System.arraycopy(rows.data, 0, block.data, 0, block.data.length);
  }

  /** One row of a block. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public DMatrixRMaj row() {
    return release.transform(block);
  }
}
