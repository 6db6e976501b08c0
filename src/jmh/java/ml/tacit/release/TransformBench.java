package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where the time of transforming a file goes: reading, mapping and writing, each alone and all
 * three, in rows and megabytes (of the file) per second and in the 256 MB the job must do with.
 *
 * <pre>mvn -Pjmh -DskipTests -Djmh.args="TransformBench" verify</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class TransformBench {
  private static final int FEATURES = 50;
  private static final int ROWS = 20_000;

  /** Rows per block. */
  @Param("2048")
  public int blockRows;

  private Path directory;
  private Path input;
  private Path output;
  private double megabytes;
  private Release release;
  private final ColumnRoles roles = ColumnRoles.labels("person", "activity");
  private List<RowBlock> blocks;

  /** Per second, as the throughput is: what a run of the benchmark stands for. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Amount {
    /** Rows done. */
    public long rows;

    /** Megabytes of the input file done. */
    public double megabytes;

    /** Forgets the last iteration. */
    @Setup(Level.Iteration)
    public void clear() {
      rows = 0;
      megabytes = 0;
    }
  }

  /** Writes the file: Gaussian numbers, so nearly all have 16 or 17 digits. */
  @Setup
  public void generate() throws IOException {
    Random random = new Random(1);
    List<String> names = new ArrayList<>();
    String[] person = new String[ROWS];
    String[] activity = new String[ROWS];
    DMatrixRMaj rows = new DMatrixRMaj(ROWS, FEATURES);
    for (int j = 0; j < FEATURES; j++) {
      names.add("x" + j);
    }
    for (int i = 0; i < ROWS; i++) {
      person[i] = "p" + random.nextInt(30);
      activity[i] = "activity " + random.nextInt(6);
    }
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextGaussian();
    }
    directory = Files.createTempDirectory("csv-bench");
    input = directory.resolve("in.csv");
    output = directory.resolve("out.csv");
    Map<String, Labels> labels =
        Map.of("person", Labels.of(person), "activity", Labels.of(activity));
    CsvWriter.writeAll(input, new LabelledRows(names, rows, labels));
    Roles named = Roles.hide("person").withKeep("activity");
    release = Release.of(Rdca.ridge(1).fit(rows, labels.get("person")).withRoles(named), names);
    megabytes = Files.size(input) / 1e6;
    blocks = new ArrayList<>();
    try (CsvReader reader = CsvReader.open(input, roles)) {
      for (RowBlock b = reader.next(blockRows); b != null; b = reader.next(blockRows)) {
        blocks.add(b);
      }
    }
  }

  /** Removes the files. */
  @TearDown
  public void clean() throws IOException {
    Files.deleteIfExists(output);
    Files.delete(input);
    Files.delete(directory);
  }

  /** From the file to matrices. */
  @Benchmark
  public double read(Amount amount) throws IOException {
    double used = 0;
    try (CsvReader reader = CsvReader.open(input, roles)) {
      for (RowBlock b = reader.next(blockRows); b != null; b = reader.next(blockRows)) {
        used += b.rows().data[0];
      }
    }
    count(amount);
    return used;
  }

  /** The erasure of the person: 50 columns, rank 29. */
  @Benchmark
  public double map(Amount amount) {
    double used = 0;
    for (RowBlock block : blocks) {
      used += release.transform(block.rows()).data[0];
    }
    count(amount);
    return used;
  }

  /** From matrices to the file, forced to the disk. */
  @Benchmark
  public void write(Amount amount) throws IOException {
    List<String> header = header();
    try (CsvWriter writer = CsvWriter.create(output, header, header.subList(2, header.size()))) {
      for (RowBlock block : blocks) {
        writer.write(block, block.rows());
      }
      writer.commit();
    }
    count(amount);
  }

  /** All three, as the command does it: reading ahead on a second thread. */
  @Benchmark
  public long transform(Amount amount) throws IOException {
    long rows = release.transformCsv(input, output).rows();
    count(amount);
    return rows;
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("person", "activity"));
    for (int j = 0; j < FEATURES; j++) {
      header.add("x" + j);
    }
    return header;
  }

  private void count(Amount amount) {
    amount.rows += ROWS;
    amount.megabytes += megabytes;
  }
}
