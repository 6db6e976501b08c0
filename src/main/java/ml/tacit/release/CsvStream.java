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
import java.util.function.LongConsumer;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.RowBlock;

/**
 * A CSV file through a release, block by block: one thread reads the next block while another maps
 * and writes the last.
 */
final class CsvStream {
  /** Numbers in a block: 1 MB, so that the three blocks in flight fit any heap. */
  private static final int BLOCK_NUMBERS = 1 << 17;

  private CsvStream() {}

  static long run(Release release, Path input, Path output, LongConsumer progress)
      throws IOException {
    if (AtomicFile.isSame(input, output)) {
      throw new BadDataException(output + ": is the input itself, another output is needed");
    }
    ColumnRoles roles = new ColumnRoles(List.of(), release.inputs(), List.of());
    int blockRows = Math.max(1, BLOCK_NUMBERS / Math.max(1, release.inputs().size()));
    ExecutorService ahead = Executors.newSingleThreadExecutor(CsvStream::daemon);
    try (CsvReader reader = CsvReader.open(input, roles);
        CsvWriter writer =
            CsvWriter.create(output, header(release, reader.header()), release.outputs())) {
      long rows = 0;
      Future<RowBlock> next = ahead.submit(() -> reader.next(blockRows));
      for (RowBlock block = get(next); block != null; block = get(next)) {
        next = ahead.submit(() -> reader.next(blockRows));
        writer.write(block, release.apply(block.rows()));
        rows += block.size();
        progress.accept(reader.bytesRead());
      }
      writer.commit();
      return rows;
    } finally {
      ahead.shutdownNow();
    }
  }

  /**
   * The columns of the input, without hidden labels and nameless ones; the outputs stand where the
   * first input stood.
   */
  private static List<String> header(Release release, List<String> columns) {
    Set<String> inputs = new HashSet<>(release.inputs());
    Set<String> outputs = new HashSet<>(release.outputs());
    Set<String> hidden = new HashSet<>(release.info().hide());
    boolean sameColumns = outputs.equals(inputs);
    List<String> header = new ArrayList<>();
    boolean placed = false;
    for (String column : columns) {
      if (inputs.contains(column)) {
        if (sameColumns) {
          header.add(column);
        } else if (!placed) {
          header.addAll(release.outputs());
          placed = true;
        }
      } else if (!hidden.contains(column) && !column.isBlank()) {
        if (outputs.contains(column)) {
          throw new BadDataException(
              "column '" + column + "' of the input has the name of an output of the model");
        }
        header.add(column);
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
