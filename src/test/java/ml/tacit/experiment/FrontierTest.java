package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import ml.tacit.audit.Division;
import ml.tacit.audit.Unit;
import ml.tacit.experiment.FrontierPoint.Attack;
import ml.tacit.experiment.FrontierPoint.Rate;
import ml.tacit.policy.Fits;
import ml.tacit.policy.Policy;
import ml.tacit.policy.Want;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frontier on people who do not exist, and its page from figures made up. */
class FrontierTest {
  private static final FrontierSet SET =
      new FrontierSet(
          "tiny",
          "none",
          "six people who do not exist",
          "activity",
          "subject",
          "subject",
          Ridge.DEFAULT,
          SplitPlan.blocks("subject", "activity"),
          new Division(Unit.BLOCKS, Division.Order.TIME, Division.GAP),
          UnaryOperator.identity());

  @TempDir Path dir;

  /** Columns 0 and 1 tell the activity, 2 and 3 the person. */
  private static LabelledRows rows() {
    Random random = new Random(1);
    int n = 6 * 2 * 60;
    DMatrixRMaj numbers = new DMatrixRMaj(n, 4);
    String[] people = new String[n];
    String[] activities = new String[n];
    for (int i = 0; i < n; i++) {
      int person = i / 120;
      int activity = i / 60 % 2;
      people[i] = "p" + person;
      activities[i] = activity == 0 ? "sit" : "walk";
      numbers.set(i, 0, 4 * activity + random.nextGaussian());
      numbers.set(i, 1, 3 * activity + random.nextGaussian());
      numbers.set(i, 2, 3 * (person % 2) + random.nextGaussian());
      numbers.set(i, 3, 3 * (person / 2) + random.nextGaussian());
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("subject", Labels.of(people));
    labels.put("activity", Labels.of(activities));
    return new LabelledRows(List.of("a", "b", "c", "d"), numbers, labels);
  }

  /** Raw rows, one component, noise, and a plan with own history. */
  private static List<FrontierRelease> few(FrontierSplit split) {
    Fits fits = split.fits();
    List<FrontierRelease> few = new ArrayList<>();
    FrontierBaselines.of(split).stream()
        .filter(
            r -> List.of(FrontierBaselines.RAW, "dca, 1", "additive noise, 4").contains(r.name()))
        .forEach(few::add);
    few.add(
        FrontierPlans.plan("Tacit, cells", FrontierPoint.PICK, "cells", "decide logistic", fits));
    few.add(
        FrontierPlans.plan(
            "history",
            FrontierPoint.BESIDE,
            "own history",
            "decide logistic | extra c | rank 5",
            fits));
    return few;
  }

  private List<String> run(Path json, int seeds) throws IOException {
    List<String> said = new ArrayList<>();
    FrontierExperiment.ofSets(List.of(SET), true)
        .withChoice(FrontierTest::few)
        .withSeeds(seeds)
        .onProgress(said::add)
        .run(json, FrontierExperiment.kept(json), Map.of("tiny", rows()));
    return said;
  }

  @Test
  void everyReleaseIsMeasuredOnceAndARunGoesOnWhereTheFileEnds() throws IOException {
    Path json = dir.resolve("f.json");
    Path theirs = dir.resolve("f.json.unfinished/notes.txt");
    Files.createDirectories(theirs.getParent());
    Files.writeString(theirs, "of somebody else");
    run(json, 1);
    assertTrue(Files.exists(theirs), "a file that no run made is left alone");
    FrontierResults first = FrontierJson.read(json);
    assertTrue(first.finished());
    assertEquals(5, first.points().size());
    assertFalse(Files.exists(FrontierExperiment.unfinished(json).resolve("tiny-1")));
    FrontierPoint raw = point(first, FrontierBaselines.RAW);
    assertTrue(raw.best() > 0.8, "people of raw rows: " + raw.best());
    FrontierPoint cells = point(first, "Tacit, cells");
    assertTrue(cells.best() < 0.5, "people of two cells: " + cells.best());
    assertTrue(cells.utility().accuracy() > 0.9);
    assertEquals(2, cells.cells());
    assertTrue(cells.certified() >= cells.best());
    assertTrue(point(first, "additive noise, 4").best() < raw.best());

    // One is lost, and another split is asked for: these alone are measured.
    FrontierJson.write(
        json,
        FrontierResults.of(false, first.seconds(), first.sets(), first.points().subList(0, 4)));
    List<String> said = run(json, 2);
    assertTrue(said.contains("tiny, seed 1: 5 releases, 4 measured already"), said.toString());
    FrontierResults both = FrontierJson.read(json);
    assertEquals(10, both.points().size());
    assertEquals(
        without(first.points().get(4)), without(both.points().get(4)), "the same figures again");
  }

  @Test
  void thePickIsThatOfTheSearchAndItsCertificateHoldsForAllCandidates() throws IOException {
    Path json = dir.resolve("picks.json");
    FrontierExperiment.ofSets(List.of(SET), true)
        .withChoice(split -> FrontierPicks.of(split, split.fits()).subList(0, 1))
        .run(json, FrontierExperiment.kept(json), Map.of("tiny", rows()));
    FrontierPoint pick = FrontierJson.read(json).points().get(0);
    assertEquals("Tacit, cells", pick.release());
    assertTrue(pick.compared() > 1, "compared: " + pick.compared());
    assertTrue(pick.note().contains("compared on rows neither fitted nor test rows"), pick.note());
    assertEquals(Want.CELLS, Policy.parse(pick.plan()).want());
    assertTrue(pick.best() < 0.5, "people: " + pick.best());
    assertNull(pick.unseen(), "people left out are for full runs");
  }

  /** Apart from the time it took. */
  private static String without(FrontierPoint point) {
    return point.toString().replaceFirst("seconds=[^,\\]]*", "");
  }

  private static FrontierPoint point(FrontierResults results, String release) {
    return results.points().stream()
        .filter(p -> p.release().equals(release))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Path json = dir.resolve("other.json");
    Files.writeString(json, "{\"experiment\": \"har\", \"results\": []}");
    assertFalse(FrontierPage.isFor(json));
    BadDataException e = assertThrows(BadDataException.class, () -> run(json, 1));
    assertTrue(e.getMessage().startsWith(json + ": "), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private static final FrontierResults.Question QUESTION =
      new FrontierResults.Question(
          "har",
          "har",
          "people",
          "activity",
          "subject",
          100,
          4,
          "0123456789abcdef",
          "strict",
          "blocks of time",
          false);

  private static FrontierPoint made(
      String release, String kind, int seed, double utility, double attack, Double certified) {
    return made(release, kind, seed, utility, attack, certified, "leak shown");
  }

  private static FrontierPoint made(
      String release,
      String kind,
      int seed,
      double utility,
      double attack,
      Double certified,
      String verdict) {
    return new FrontierPoint(
        "key",
        "har",
        seed,
        release,
        kind,
        release,
        "decide | rank 20",
        "./tacit",
        "",
        1,
        5,
        certified == null ? null : 6,
        "learner",
        new Rate(utility, utility - 0.01, utility + 0.01),
        0.9,
        new Attack("blind", new Rate(attack, attack - 0.01, attack + 0.01), 0.6),
        new Attack("known", new Rate(attack - 0.001, attack - 0.01, attack + 0.01), 0.6),
        attack,
        0.5,
        new FrontierPoint.Unseen(0.51, 0.5, 0.52, 0.7),
        certified,
        certified,
        0.0,
        0.049,
        null,
        0.04,
        1.0 / 30,
        0.2,
        1.0 / 6,
        verdict,
        50,
        50,
        true,
        1);
  }

  private static FrontierResults made(FrontierPoint... points) {
    return FrontierResults.of(true, 1, List.of(QUESTION), List.of(points));
  }

  private static List<FrontierDominance> compared(FrontierPoint... points) {
    return FrontierDominance.of(FrontierMean.of(made(points), QUESTION));
  }

  @Test
  void aPickDominatesWhatKeepsNoMoreAndLeavesNoLess() {
    FrontierPoint pick = made("pick", FrontierPoint.PICK, 1, 0.95, 0.06, 0.09);
    List<FrontierDominance> compared =
        compared(
            pick,
            made("worse in both", FrontierPoint.BASELINE, 1, 0.94, 0.2, null),
            made("keeps more", FrontierPoint.BASELINE, 1, 0.96, 0.7, null),
            made("leaves less", FrontierPoint.BASELINE, 1, 0.9, 0.05, null),
            made("the same", FrontierPoint.BASELINE, 1, 0.95, 0.06, null),
            made("of no use", FrontierPoint.BASELINE, 1, 0.5, 0.05, null));
    assertEquals(
        List.of("worse in both", "keeps more", "leaves less", "the same"),
        compared.stream().map(c -> c.baseline().name()).toList());
    assertEquals(
        List.of(true, false, false, false),
        compared.stream().map(FrontierDominance::dominated).toList());
    assertEquals(0.01, compared.get(1).lost(), 1e-9);
    assertEquals(null, compared.get(2).by());
  }

  /** The second split is harder: of all splits together the pick would keep less. */
  @Test
  void releasesAreComparedOnTheSplitsThatBothWereMeasuredOn() {
    FrontierMean[] both =
        FrontierMean.of(
                made(
                    made("pick", FrontierPoint.PICK, 1, 0.94, 0.06, null),
                    made("pick", FrontierPoint.PICK, 2, 0.88, 0.3, null),
                    made("other", FrontierPoint.BASELINE, 1, 0.93, 0.2, null)),
                QUESTION)
            .toArray(FrontierMean[]::new);
    assertEquals(0.01, both[0].keepsMoreThan(both[1]), 1e-12);
    FrontierDominance compared = FrontierDominance.of(List.of(both)).get(0);
    assertTrue(compared.dominated());
    assertEquals(0.06, compared.by().attack(), 1e-12);
  }

  @Test
  void aTargetThatNoneKeepsEnoughForIsMissedBesideTheNearest() {
    FrontierResults results =
        made(
            made("raw rows", FrontierPoint.BASELINE, 1, 0.97, 0.7, null),
            made("far", FrontierPoint.PICK, 1, 0.9, 0.041, 0.07),
            made("near", FrontierPoint.PICK, 1, 0.964, 0.05, 0.08));
    String page = FrontierPage.of(results, "frontier.md").get("frontier.md");
    assertTrue(
        page.contains("| at most 6.5 % |  | 5.0 %, at raw −0.60 points | near | **missed** |"),
        page);
  }

  @Test
  void meansAreOverSplitsWithStudentsInterval() {
    FrontierMean mean =
        FrontierMean.of(
                made(
                    made("pick", FrontierPoint.PICK, 1, 0.94, 0.06, null),
                    made("pick", FrontierPoint.PICK, 2, 0.96, 0.08, null)),
                QUESTION)
            .get(0);
    assertEquals(0.95, mean.utility(), 1e-12);
    assertEquals(12.706 * 0.01, mean.utilities().orElseThrow().half(), 1e-5);
    assertEquals("7.0 ± 12.7", mean.text(mean.blind()));
  }

  @Test
  void verdictsAreCountedWhereSplitsDiffer() {
    String pick = FrontierPoint.PICK;
    FrontierResults results =
        made(
            made("pick", pick, 1, 0.95, 0.06, null, "audit too weak"),
            made("pick", pick, 2, 0.95, 0.06, null, "no leak found"),
            made("pick", pick, 3, 0.95, 0.06, null, "no leak found"),
            made("other", pick, 1, 0.95, 0.06, null, "leak shown"),
            made("other", pick, 2, 0.95, 0.06, null, "leak shown"));
    String page = FrontierPage.of(results, "frontier.md").get("frontier.md");
    assertTrue(page.contains("| no leak found (2), audit too weak (1) |"), page);
    assertTrue(page.contains("| leak shown |"), page);
  }

  @Test
  void thePageHasATableAPlotAndWhatIsMissed() throws Exception {
    FrontierResults results =
        made(
            made("raw rows", FrontierPoint.BASELINE, 1, 0.955, 0.7, null),
            made("dca <5> & \"more\"", FrontierPoint.BASELINE, 1, 0.948, 0.24, null),
            made("random projection, 5", FrontierPoint.BASELINE, 1, 0.5, 0.1, null),
            made("Tacit, cells", FrontierPoint.PICK, 1, 0.952, 0.064, 0.097));
    Map<String, String> files = FrontierPage.of(results, "frontier.md");
    assertEquals(
        List.of("frontier.md", "frontier-har.svg", "frontier.svg"), List.copyOf(files.keySet()));
    String page = files.get("frontier.md");
    assertTrue(page.contains("**Tacit, cells**: `decide \\| rank 20` q | 95.2 | 6.4 | 6.3"), page);
    assertTrue(page.contains("Quick attackers"), page);
    assertTrue(page.contains("1 of 5 splits"), page);
    assertTrue(page.contains("Below the picture: random projection, 5 (50.0, 10.0)"), page);
    assertTrue(page.contains("a pick dominates 1 "), page);
    assertTrue(page.contains("raw rows (0.3 points more than 'Tacit, cells'"), page);
    assertTrue(page.contains("| at most 6.5 % |  | 6.4 % | Tacit, cells | met |"), page);
    assertTrue(
        page.contains("| at most 9.5 % | 8.0 % | 9.7 % | Tacit, cells | **missed** |"), page);
    for (String name : List.of("frontier-har.svg", "frontier.svg")) {
      byte[] svg = files.get(name).getBytes(StandardCharsets.UTF_8);
      assertEquals(
          "svg",
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg))
              .getDocumentElement()
              .getTagName());
      assertFalse(files.get(name).contains("NaN"), name);
    }
  }

  @Test
  void ofSeveralFilesTheLaterCounts() {
    FrontierResults old =
        made(
            made("raw rows", FrontierPoint.BASELINE, 1, 0.9, 0.7, null),
            made("pick", FrontierPoint.PICK, 1, 0.9, 0.1, null));
    FrontierResults newer = made(made("pick", FrontierPoint.PICK, 1, 0.95, 0.06, null));
    FrontierResults merged = FrontierResults.merged(List.of(old, newer));
    assertEquals(2, merged.points().size());
    assertEquals(0.95, point(merged, "pick").utility().accuracy());
  }
}
