package ml.tacit.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Uses the classes that short runs use: the launcher has the JVM archive them for quick starts. */
final class FirstRun {
  private static final int ROWS = 60;
  private static final int COLUMNS = 8;

  private FirstRun() {}

  /**
   * Runs commands on rows of its own, in a folder that is removed.
   *
   * @param args none
   * @throws IOException if there is no place for temporary files
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    VectorModule.addFor("fit");
    Notes.collect();
    Path folder = Files.createTempDirectory("tacit-first-run");
    boolean done;
    try {
      String rows = folder.resolve("rows.csv").toString();
      String model = folder.resolve("model.safetensors").toString();
      String released = folder.resolve("released.csv").toString();
      Files.writeString(Path.of(rows), rows());
      done =
          run("fit --method rdca --ridge 1 --hide p --keep k", "--input", rows, "--model", model)
              && run("transform", "--model", model, "--input", rows, "--output", released)
              && run("inspect --json", model);
    } finally {
      remove(folder);
    }
    System.exit(done ? 0 : 1);
  }

  private static boolean run(String command, String... files) {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(files));
    return Tacit.run(nowhere, nowhere, words.toArray(String[]::new)) == 0;
  }

  private static String rows() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("p,k");
    for (int j = 0; j < COLUMNS; j++) {
      text.append(",x").append(j);
    }
    for (int i = 0; i < ROWS; i++) {
      text.append("\np").append(i % 3).append(",k").append(i % 2);
      for (int j = 0; j < COLUMNS; j++) {
        text.append(',').append(random.nextGaussian());
      }
    }
    return text.append('\n').toString();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
