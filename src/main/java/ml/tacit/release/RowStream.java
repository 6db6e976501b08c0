package ml.tacit.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongConsumer;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowInput;
import ml.tacit.table.RowOutput;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSink;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows through a release, block by block: one thread reads the next block while another maps and
 * writes the last.
 */
final class RowStream {
  /** Numbers in a block: 1 MB, so that the three blocks in flight fit any heap. */
  private static final int BLOCK_NUMBERS = 1 << 17;

  private RowStream() {}

  /**
   * Streams.
   *
   * @param replay the devices that the rows are of, or null
   */
  static Streamed run(
      Replay replay,
      Release release,
      RowInput input,
      Path output,
      CopyColumns copy,
      LongConsumer progress)
      throws IOException {
    for (Path file : input.files()) {
      if (AtomicFile.isSame(file, output)) {
        throw new BadDataException(output + ": is the input itself, another output is needed");
      }
    }
    List<String> device = replay == null ? List.of() : List.of(replay.column());
    Encoded encoded = new Encoded(release);
    Function<List<String>, ColumnRoles> roles =
        header -> roles(header, release, encoded.numbers(), device, copy);
    Function<RowBlock, DMatrixRMaj> steps =
        replay == null
            ? block -> release.apply(encoded.inputs(block))
            : block -> replay.apply(encoded.inputs(block), block.text(replay.column()));
    int blockRows = Math.max(1, BLOCK_NUMBERS / encoded.columns());
    ExecutorService ahead = Executors.newSingleThreadExecutor(RowStream::daemon);
    try (RowReader reader = input.openAnyNumber(roles)) {
      List<String> copied = copy.from(reader.header(), release);
      List<String> header = header(release, reader.header(), new HashSet<>(copied));
      long rows;
      try (RowSink writer = RowOutput.create(output, header, release.outputs(), copy.formulas())) {
        rows = write(steps, reader, writer, blockRows, ahead, progress);
      }
      List<String> leftBehind = new ArrayList<>(reader.header());
      leftBehind.removeIf(String::isBlank);
      leftBehind.removeAll(copied);
      leftBehind.removeAll(release.inputs());
      return new Streamed(rows, copied, leftBehind, encoded.unnamed(), encoded.missing());
    } finally {
      ahead.shutdownNow();
    }
  }

  /** What is neither taken in nor copied is not read; what is copied stays as it is written. */
  private static ColumnRoles roles(
      List<String> header,
      Release release,
      List<String> numbers,
      List<String> device,
      CopyColumns copy) {
    List<String> copied = copy.from(header, release);
    List<String> drop = new ArrayList<>(header);
    drop.removeIf(String::isBlank);
    drop.removeAll(copied);
    drop.removeAll(release.inputs());
    drop.removeAll(device);
    return ColumnRoles.ofTable(device, numbers, drop).withAsWritten(copied);
  }

  private static long write(
      Function<RowBlock, DMatrixRMaj> steps,
      RowReader reader,
      RowSink writer,
      int blockRows,
      ExecutorService ahead,
      LongConsumer progress)
      throws IOException {
    long rows = 0;
    Future<RowBlock> next = ahead.submit(() -> reader.next(blockRows));
    for (RowBlock block = get(next); block != null; block = get(next)) {
      next = ahead.submit(() -> reader.next(blockRows));
      writer.write(block, steps.apply(block));
      rows += block.size();
      progress.accept(reader.bytesRead());
    }
    writer.commit();
    return rows;
  }

  /**
   * The copied columns in the order of the input; the outputs stand where the first input stood,
   * or, if they are the inputs, each in its place.
   */
  private static List<String> header(Release release, List<String> columns, Set<String> copied) {
    Set<String> inputs = new HashSet<>(release.inputs());
    boolean sameColumns = inputs.equals(new HashSet<>(release.outputs()));
    List<String> header = new ArrayList<>();
    boolean placed = false;
    for (String column : columns) {
      if (copied.contains(column) || (sameColumns && inputs.contains(column))) {
        header.add(column);
      } else if (!placed && inputs.contains(column)) {
        header.addAll(release.outputs());
        placed = true;
      }
    }
    return header;
  }

  private static RowBlock get(Future<RowBlock> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tacit-read-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
