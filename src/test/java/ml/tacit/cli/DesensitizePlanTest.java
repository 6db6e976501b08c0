package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.tacit.leak.NoiseBound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code desensitize --steps}: a plan in place of the erasure, released and audited as a whole. */
class DesensitizePlanTest {
  private static final int PEOPLE = 6;

  @TempDir Path folder;

  private Path rows;
  private Path out;

  @BeforeEach
  void rows() throws IOException {
    rows = folder.resolve("rows.csv");
    out = folder.resolve("out");
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("who,what,x,y,z"));
    for (int who = 0; who < PEOPLE; who++) {
      for (int i = 0; i < 240; i++) {
        int what = i / 20 % 3; // in runs, as recordings are
        lines.add(
            String.join(
                ",",
                "w" + who,
                "a" + what,
                Double.toString(random.nextGaussian() + 3 * who),
                Double.toString(random.nextGaussian() + 4 * what),
                Double.toString(random.nextGaussian() - 4 * what + 0.5 * who)));
      }
    }
    Files.write(rows, lines);
  }

  private Shell desensitize(Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("desensitize", "--input", rows, "--hide", "who", "--keep", "what", "--quick"));
    words.addAll(List.of("--out", out));
    words.addAll(List.of(more));
    return Shell.run(words.toArray());
  }

  private JsonNode audit() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(out.resolve("audit.json")));
  }

  @Test
  void ownHistoryIsReleasedAndAuditedInTheOrderOfTheFile() throws IOException {
    Shell shell = desensitize("--steps", "extra x,y | rank 20");
    assertEquals(0, shell.status(), shell.err());
    List<String> released = Files.readAllLines(out.resolve("released.csv"));
    assertEquals("what,x_rank,y_rank", released.get(0));
    assertEquals(Files.readAllLines(rows).size(), released.size());
    Path replayed = folder.resolve("replayed.csv");
    Shell transform =
        Shell.run(
            "transform",
            "--model",
            out.resolve("model.safetensors"),
            "--input",
            rows,
            "--output",
            replayed,
            "--device",
            "who");
    assertEquals(0, transform.status(), transform.err());
    assertEquals(released, Files.readAllLines(replayed));
    assertTrue(AuditFile.best(audit().get("before")) > 0.6, "positive control");
    assertTrue(AuditFile.best(audit().get("after")) < 0.4, audit().get("after").toPrettyString());
    String report = Files.readString(out.resolve("report.html"));
    assertTrue(report.contains("extra x,y | rank 20"));
    assertFalse(report.contains("directions removed"));
    assertFalse(shell.out().contains("directions"), shell.out());
    assertTrue(audit().get("again").asText().contains("--steps 'extra x,y | rank 20'"));
  }

  @Test
  void decisionsAreCertifiedAndNoiseBesideThemAddsWhatItAdmits() throws IOException {
    Shell shell = desensitize("--steps", "decide logistic");
    assertEquals(0, shell.status(), shell.err());
    JsonNode cells = audit().get("certificate");
    assertEquals(3, cells.get("cells").asInt());
    assertEquals(0, cells.get("noise").asDouble());
    assertTrue(AuditFile.best(audit().get("after")) <= cells.get("certified").asDouble());
    assertTrue(shell.out().contains("certified: no attacker"), shell.out());
    Shell noisy = desensitize("--steps", "decide logistic | extra x | noise 2 --clip 1");
    assertEquals(0, noisy.status(), noisy.err());
    JsonNode noise = audit().get("certificate");
    double added = new NoiseBound(1, 2).totalVariation();
    assertEquals(added, noise.get("noise").asDouble(), 1e-12);
    assertEquals(
        cells.get("certified").asDouble() + added, noise.get("certified").asDouble(), 1e-9);
    assertEquals(
        noise.get("certified").asDouble(),
        noise.get("together").get(0).get("certified").asDouble(),
        1e-9);
    assertTrue(AuditFile.best(audit().get("after")) <= noise.get("certified").asDouble());
    Shell unbounded = desensitize("--steps", "decide logistic | extra x");
    assertEquals(0, unbounded.status(), unbounded.err());
    assertTrue(audit().get("certificate").isNull(), "a number as it is has no bound");
    Shell history = desensitize("--steps", "decide logistic | extra x | noise 2 | rank 50");
    assertEquals(0, history.status(), history.err());
    assertTrue(audit().get("certificate").isNull(), "a rank is made of the noise of many rows");
  }

  @Test
  void wrongUsageIsSaidBeforeAnyWork() {
    assertEquals(2, desensitize("--steps", "extra x", "--want", "cells").status());
    assertEquals(2, desensitize("--steps", "extra x", "--columns-form").status());
    assertEquals(2, desensitize("--steps", "nothing").status());
    assertFalse(Files.exists(out));
  }
}
