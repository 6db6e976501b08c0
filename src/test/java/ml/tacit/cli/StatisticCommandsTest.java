package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import ml.tacit.release.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files, machines or owners, one model: fit --statistic, merge, fit --from-statistic. */
class StatisticCommandsTest {
  private static final double[] ROW = {0.5, -1, 2};

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    List<String> all = new ArrayList<>();
    for (int owner = 0; owner < 3; owner++) {
      Random random = new Random(owner);
      List<String> lines = new ArrayList<>(List.of("person,activity,x0,x1,x2"));
      for (int i = 0; i < 60; i++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "p%d,%s,%.4f,%.4f,%.4f",
                i % 3,
                random.nextBoolean() ? "walk" : "sit",
                random.nextGaussian() + i % 3,
                random.nextGaussian(),
                1e6 + random.nextGaussian()));
      }
      Files.write(path("part" + owner + ".csv"), lines);
      all.addAll(owner == 0 ? lines : lines.subList(1, lines.size()));
    }
    Files.write(path("all.csv"), all);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private Shell run(String... args) throws IOException {
    for (int i = 0; i < args.length; i++) {
      args[i] = args[i].replace("@", folder + "/");
    }
    return Shell.run(args);
  }

  private void done(String... args) throws IOException {
    Shell shell = run(args);
    assertEquals(0, shell.status(), shell.err());
  }

  private void fails(int status, String part, String... args) throws IOException {
    Shell shell = run(args);
    assertEquals(status, shell.status(), shell.err());
    assertTrue(shell.err().contains(part), shell.err());
    assertEquals(1, shell.err().strip().lines().count(), shell.err());
  }

  @Test
  void mergedStatisticsGiveTheModelOfOneFile() throws IOException {
    List<String> merge = new ArrayList<>(List.of("merge"));
    for (int owner = 0; owner < 3; owner++) {
      done(
          "fit",
          "--input",
          "@part" + owner + ".csv",
          "--hide",
          "person",
          "--keep",
          "activity",
          "--statistic",
          "@s" + owner);
      merge.add("@s" + owner);
    }
    merge.addAll(List.of("--statistic", "@sum"));
    done(merge.toArray(String[]::new));
    for (String method : List.of("rdca", "dca", "duca")) {
      done(
          "fit",
          "--method",
          method,
          "--from-statistic",
          "@sum",
          "--hide",
          "person",
          "--keep",
          "activity",
          "--model",
          "@merged");
      done(
          "fit",
          "--method",
          method,
          "--input",
          "@all.csv",
          "--hide",
          "person",
          "--keep",
          "activity",
          "--model",
          "@whole",
          "--statistic",
          "@both");
      Release whole = Release.load(path("whole"));
      Release merged = Release.load(path("merged"));
      assertEquals(whole.inputs(), merged.inputs());
      assertEquals(180, merged.info().rowsSeen());
      assertArrayEquals(
          whole.transform(new double[] {ROW[0], ROW[1], 1e6 + ROW[2]}),
          merged.transform(new double[] {ROW[0], ROW[1], 1e6 + ROW[2]}),
          1e-12 * 1e6,
          method);
    }
  }

  @Test
  void smallCellsAreWarnedOfAndRefusedWhenAsked() throws IOException {
    Files.writeString(path("few.csv"), "person,x\na,1\na,2\na,3\na,4\na,5\nb,1\n");
    Shell shell = run("fit", "--input", "@few.csv", "--hide", "person", "--statistic", "@s");
    assertEquals(0, shell.status(), shell.err());
    assertTrue(shell.out().contains("warning: 1 of the combinations"), shell.out());
    fails(
        1,
        "not written",
        "fit",
        "--input",
        "@few.csv",
        "--hide",
        "person",
        "--statistic",
        "@t",
        "--min-cell",
        "2");
    assertFalse(Files.exists(path("t")));
    fails(1, "not written", "merge", "@s", "@s", "--statistic", "@t", "--min-cell", "3");
    done("merge", "@s", "@s", "--statistic", "@t", "--min-cell", "2");
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() throws IOException {
    done(
        "fit",
        "--input",
        "@all.csv",
        "--hide",
        "person",
        "--keep",
        "activity",
        "--statistic",
        "@s");
    Files.writeString(path("other.csv"), "person,activity,x0,x2,x1\na,b,1,2,3\na,c,1,2,4\n");
    done(
        "fit",
        "--input",
        "@other.csv",
        "--hide",
        "person",
        "--keep",
        "activity",
        "--statistic",
        "@o");
    fails(1, "does not fit", "merge", "@s", "@o", "--statistic", "@sum");
    fails(1, "not a usable statistic", "merge", "@s", "@all.csv", "--statistic", "@sum");
    fails(1, "no such file", "merge", "@s", "@nowhere", "--statistic", "@sum");
    fails(1, "@s".replace("@", folder + "/"), "merge", "@s", "@o", "--statistic", "@s");
    fails(
        1,
        "no label 'city'",
        "fit",
        "--method",
        "rdca",
        "--from-statistic",
        "@s",
        "--hide",
        "city",
        "--model",
        "@m");
    fails(
        2,
        "--input or --from-statistic",
        "fit",
        "--method",
        "rdca",
        "--hide",
        "x",
        "--model",
        "@m");
    fails(2, "--model or --statistic", "fit", "--input", "@all.csv", "--hide", "person");
    fails(
        2,
        "linear methods",
        "fit",
        "--method",
        "kdca",
        "--from-statistic",
        "@s",
        "--keep",
        "activity",
        "--model",
        "@m");
    assertFalse(Files.exists(path("m")) || Files.exists(path("sum")));
  }
}
