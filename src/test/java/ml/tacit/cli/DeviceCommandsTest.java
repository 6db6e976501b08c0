package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code transform --device}: a file of several devices, in one go or in two. */
class DeviceCommandsTest {
  @TempDir Path folder;

  private Path rows;
  private Path model;

  @BeforeEach
  void model() throws IOException {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("who,what,x,y"));
    for (int i = 0; i < 400; i++) {
      int who = random.nextInt(4);
      int what = random.nextInt(2);
      double x = random.nextGaussian() + 5 * who;
      lines.add("w" + who + ",a" + what + "," + x + "," + random.nextGaussian());
    }
    rows = folder.resolve("rows.csv");
    Files.write(rows, lines);
    model = folder.resolve("m.safetensors");
    Release.of(
            Steps.parse("extra x | rank 20")
                .fit(
                    CsvReader.readAll(rows, ColumnRoles.labels("who", "what")),
                    Roles.keep("what").withHide("who")))
        .save(model);
  }

  private Shell transform(Path input, Path output, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("transform", "--model", model, "--input", input, "--output", output));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  @Test
  void aFileIsReplayedInItsOrderAndGoesOnFromAState() throws IOException {
    Path whole = folder.resolve("whole.csv");
    Shell shell = transform(rows, whole, "--device", "who");
    assertEquals(0, shell.status(), shell.err());
    List<String> lines = Files.readAllLines(rows);
    Path early = folder.resolve("early.csv");
    Path late = folder.resolve("late.csv");
    Files.write(early, lines.subList(0, 150));
    List<String> rest = new ArrayList<>(lines.subList(150, lines.size()));
    rest.add(0, lines.get(0));
    Files.write(late, rest);
    Path state = folder.resolve("state");
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    assertEquals(0, transform(early, first, "--device", "who", "--state", state).status());
    assertEquals(0, transform(late, second, "--device", "who", "--state", state).status());
    List<String> both = new ArrayList<>(Files.readAllLines(first));
    both.addAll(Files.readAllLines(second).subList(1, rest.size()));
    assertEquals(Files.readAllLines(whole), both);
    assertEquals("what,x_rank", both.get(0), "the device stays behind");
  }

  @Test
  void withoutADeviceItIsOneLineAndNoFile() {
    Path output = folder.resolve("out.csv");
    Shell shell = transform(rows, output);
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("--device COL"), shell.err());
    assertEquals(1, shell.err().lines().count());
    assertFalse(Files.exists(output));
    assertEquals(1, transform(rows, output, "--device", "nobody").status());
    assertEquals(2, transform(rows, output, "--state", folder.resolve("s")).status());
    assertEquals(1, transform(rows, output, "--device", "who", "--copy", "who").status());
    assertFalse(Files.exists(output));
    Shell inspect = Shell.run("inspect", model, "--json");
    assertTrue(inspect.out().contains("\"needsDevice\" : true"), inspect.out());
    assertTrue(Shell.run("inspect", model).out().contains("transform --device COL"));
  }

  @Test
  void aPlanIsFittedToDevicesThatAreNotHidden() throws IOException {
    Path fitted = folder.resolve("fitted.safetensors");
    List<Object> words =
        List.of("fit", "--input", rows, "--keep", "what", "--steps", "extra x | rank 20");
    List<Object> fit = new ArrayList<>(words);
    fit.addAll(List.of("--device", "who", "--model", fitted));
    assertEquals(0, Shell.run(fit.toArray()).status());
    assertTrue(Release.load(fitted).needsDevice());
    List<Object> without = new ArrayList<>(words);
    without.addAll(List.of("--model", fitted, "--drop", "who"));
    Shell shell = Shell.run(without.toArray());
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("--device names it"), shell.err());
  }
}
