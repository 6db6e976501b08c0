package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are many times the heap of the command that reads them. */
@Tag("attack")
class LongFilesTest {
  private static final long BYTES = 128L << 20;
  private static final String HEAP = "-Xmx32m";
  private static final int COLUMNS = 100;

  /** The same rows again and again: only the length matters. */
  private static final int DIFFERENT_ROWS = 4000;

  /** In the order in which they need what the ones before wrote. */
  private static final List<String> COMMANDS =
      List.of(
          "fit --method rdca --input rows.csv --hide p --keep k --model m",
          "fit --method dca --input rows.csv --hide p --keep k --components 1 --statistic s",
          "transform --model m --input rows.csv --output out.csv.gz",
          "transform --model m --input out.csv.gz --output again.jsonl");

  @TempDir private Path folder;

  @Test
  void aHeapThatIsAFractionOfTheFileDoes() throws Exception {
    write(folder.resolve("rows.csv"));
    try (Tally tally = Tally.of(Promise.MEMORY, "fit and transform of 128 MB in a heap of 32 MB")) {
      for (String command : COMMANDS) {
        Child.Ended ended =
            Child.tacit(Arrays.asList(command.split(" ")))
                .in(folder)
                .options(HEAP, "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector")
                .run();
        tally.tried(ended.status() == 0, command + ": " + ended.said());
      }
    }
  }

  /** The control: what keeps the rows does not fit. */
  @Test
  void whatKeepsTheRowsNeedsMore() throws Exception {
    write(folder.resolve("rows.csv"));
    Child.Ended ended =
        Child.tacit(
                List.of(
                    "fit",
                    "--steps",
                    "decide",
                    "--input",
                    "rows.csv",
                    "--hide",
                    "p",
                    "--keep",
                    "k",
                    "--model",
                    "m"))
            .in(folder)
            .options(HEAP, "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector")
            .run();
    assertTrue(ended.status() == 1 && ended.said().contains("memory"), ended.said());
  }

  private static void write(Path file) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("p,k");
    for (int j = 0; j < COLUMNS; j++) {
      text.append(",c").append(j);
    }
    byte[] header = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    text.setLength(0);
    for (int i = 0; i < DIFFERENT_ROWS; i++) {
      text.append('p').append(i / 40 % 10).append(i / 20 % 2 == 0 ? ",sit" : ",walk");
      for (int j = 0; j < COLUMNS; j++) {
        double value = random.nextGaussian() + 0.1 * (i / 40 % 10) + i / 20 % 2;
        text.append(',').append(String.format(Locale.ROOT, "%.4f", value));
      }
      text.append('\n');
    }
    byte[] rows = text.toString().getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header);
      for (long bytes = 0; bytes < BYTES; bytes += rows.length) {
        out.write(rows);
      }
    }
  }
}
