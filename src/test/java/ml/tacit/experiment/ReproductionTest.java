package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small experiments of the real kinds on simulated motion data. */
class ReproductionTest {
  private static final List<List<String>> SET = List.of(List.of("SITTING", "STANDING"));
  private static LabelledRows rows;
  private static Results results;

  @TempDir Path dir;

  @BeforeAll
  static void run() throws IOException {
    rows = Simulator.standard().withPeople(6).generate();
    results = Reproduction.of(experiment(2)).run(experiment(2), rows);
  }

  private static Experiment experiment(int seeds) {
    return new Experiment(
        "test",
        "simulator",
        "people who do not exist",
        seeds,
        true,
        UnaryOperator.identity(),
        List.of(
            study(SplitPlan.paper("subject")),
            study(SplitPlan.blocks("subject", "activity")),
            new Study(
                "hidden classes",
                "nothing",
                SplitPlan.paper("subject"),
                new ClassHiding("activity", SET, Ridge.absolute(1)),
                List.of(Question.hiddenClasses("activity", "subject", SET, Learner.LINEAR_SVM)),
                Scaling.STANDARDISED),
            new Study(
                "kernels",
                "nothing",
                SplitPlan.blocks("subject", "activity").atMost(300),
                new KernelReleases("activity", "subject", true, Ridge.relative(0.1), true, false),
                List.of(Question.utility("activity", "subject", Learner.NEAREST_NEIGHBOURS)),
                Scaling.AS_GIVEN)));
  }

  private static Study study(SplitPlan plan) {
    return new Study(
        "rdca",
        "nothing",
        plan,
        new LinearReleases(
            "activity",
            "subject",
            List.of(LinearReleases.RAW, new LinearReleases.Method("rdca", Rdca.ridge(1)))),
        List.of(
            Question.privacy("subject", "activity", Learner.LOGISTIC),
            Question.utility("activity", "subject", Learner.LOGISTIC)),
        Scaling.STANDARDISED);
  }

  @Test
  void onTheFittedRowsALinearAttackerIsLeftWithTheMajorityGuess() {
    Outcome raw = find(1, "raw", "subject");
    Outcome released = find(1, "rdca", "subject");
    assertTrue(raw.accuracy() > 0.7, "control: " + raw);
    assertTrue(released.accuracy() < released.majority() + 0.05, released.toString());
    double before = find(1, "raw", "activity").accuracy();
    assertEquals(before, find(1, "rdca", "activity").accuracy(), 0.02);
  }

  @Test
  void onFreshRowsHeIsNot() {
    Outcome released = find(2, "rdca", "subject");
    assertTrue(released.blockLow() > released.majority(), released.toString());
    assertEquals("strict", released.protocol());
  }

  @Test
  void hiddenClassesAreCountedApartFromTheOthers() {
    Outcome before = find(3, "raw", "hidden activity");
    Outcome after = find(3, "rdca", "hidden activity");
    assertTrue(before.accuracy() > 0.8, "control: " + before);
    assertTrue(after.accuracy() < before.accuracy() - 0.3, after.toString());
    assertEquals(Outcome.PRIVACY, after.role());
    double others = find(3, "raw", "other activity").accuracy();
    assertEquals(others, find(3, "rdca", "other activity").accuracy(), 0.05);
    assertTrue(
        results.results().stream()
            .anyMatch(o -> o.detail() && o.label().equals("hidden activity: SITTING + STANDING")));
  }

  @Test
  void kernelsKeepTheActivity() {
    double uniform = find(4, "uniform", "activity").accuracy();
    assertTrue(uniform > 0.9, "accuracy " + uniform);
    double random = find(4, "random, size of one kernel", "activity").accuracy();
    assertTrue(random < uniform, random + " by as few random columns");
    List<String> notes = results.tables().get(3).notes().get("seed 1");
    assertTrue(notes.stream().anyMatch(n -> n.startsWith("held-out SNR: 0.")), notes.toString());
    assertTrue(notes.get(1).startsWith("uniform: 0.143 0.143"), notes.toString());
  }

  @Test
  void anInterruptedRunContinuesAndGivesTheSameFigures() throws IOException {
    Path file = dir.resolve("run.unfinished");
    List<String> told = new ArrayList<>();
    Reproduction interrupted =
        Reproduction.of(experiment(2))
            .resuming(file)
            .onProgress(
                message -> {
                  told.add(message);
                  if (told.size() == 6) {
                    throw new CancellationException("as by a signal");
                  }
                });
    assertThrows(CancellationException.class, () -> interrupted.run(experiment(2), rows));
    String kept = Files.readString(file);
    Files.writeString(file, kept.substring(0, kept.length() - 20)); // in the middle of a line
    told.clear();
    Results continued =
        Reproduction.of(experiment(2))
            .resuming(file)
            .onProgress(told::add)
            .run(experiment(2), rows);
    assertTrue(told.get(0).matches("[1-9]\\d* cells of an earlier run are kept"), told.get(0));
    assertEquals(results.results(), continued.results());
    Files.writeString(file, kept);
    told.clear();
    Reproduction.of(experiment(1)).resuming(file).onProgress(told::add).run(experiment(1), rows);
    assertTrue(told.stream().noneMatch(m -> m.contains("earlier run")), "other settings");
  }

  @Test
  void figuresAreWrittenAsJsonTextAndPage() throws IOException {
    Path file = dir.resolve("results.json");
    Files.writeString(file, ResultsJson.write(results));
    JsonNode found = new ObjectMapper().readTree(Files.readString(file)).get("results");
    assertEquals(results.results().size(), found.size());
    for (JsonNode result : found) {
      for (String field :
          "protocol method role label learner accuracy low high majority chance".split(" ")) {
        assertTrue(result.hasNonNull(field), field);
      }
      assertTrue(result.get("low").asDouble() <= result.get("accuracy").asDouble());
    }
    assertEquals(results, ResultsJson.read(file), "what was written is read again");
    String text = ResultsText.of(results);
    assertTrue(text.contains("protocol paper: ") && text.contains("protocol strict: "), text);
    String page = ExperimentsPage.of(List.of(results));
    assertTrue(page.contains("| rdca |") && page.contains("Not to be quoted"), page);
  }

  @Test
  void whatIsNoResultIsRefused() throws IOException {
    Path file = dir.resolve("other.json");
    Files.writeString(file, "{\"verdict\": 1}");
    String message =
        assertThrows(BadDataException.class, () -> ResultsJson.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": not written by reproduce"), message);
    assertEquals(1, message.lines().count());
    assertEquals(
        "experiment 'x' is unknown, expected one of har, mhealth, motionsense, faces, semeion",
        assertThrows(BadDataException.class, () -> Reproduction.of("x", true)).getMessage());
  }

  private static Outcome find(int study, String method, String label) {
    return results.results().stream()
        .filter(o -> o.study() == study && !o.detail())
        .filter(o -> o.method().equals(method) && o.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
