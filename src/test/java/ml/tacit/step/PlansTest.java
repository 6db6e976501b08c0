package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every plan must do, whatever its parts. */
class PlansTest {
  private static final LabelledRows DATA = Crowd.of(360, 5, 3, 1);

  @TempDir private Path folder;

  static List<String> plans() {
    return List.of(
        "decide logistic",
        "decide kernel",
        "decide",
        "extra 强度 | decide logistic",
        "decide logistic | collapse 0.1",
        "decide logistic | collapse 0",
        "decide logistic | collapse 0.1 --components 1 | noise 0.3",
        "decide logistic | collapse 0.2 | noise 0.5 --clip 2 --shape person",
        "decide logistic | cells",
        "decide logistic | extra 强度 | cells --bins 强度=3",
        "decide logistic | extra \"a b\",\"c,d\" | cells --bins \"a b=2\",\"c,d=2\" | response 1.5",
        "decide logistic | response 2",
        "cells --kmeans 6",
        "cells --kmeans 9 --people 2 | response 1",
        "decide logistic | residual 2",
        "decide logistic | residual 2 | noise 1",
        "decide logistic | extra \"e|f\" | noise 0.5 | response 3");
  }

  private static Release release(String plan) {
    return Release.of(Steps.parse(plan).withSeed(7).fit(DATA, Crowd.ROLES));
  }

  /** An order that is drawn anew in each process would make another model file of the same rows. */
  @Test
  void classesAreInTheOrderOfTheRoles() {
    Roles roles = Roles.keep("activity").withHide("person", "flag");
    StepsModel model = Steps.parse("decide logistic").fit(MadeUpRows.of(1, 200, 3, 2), roles);
    assertEquals(roles.labels(), List.copyOf(model.classes().keySet()));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanIsItsText(String plan) {
    assertEquals(plan, Steps.parse(plan).toString());
    assertEquals(Steps.parse(plan), Steps.parse(Steps.parse(plan).toString()));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void rowBlockStreamAndFileGiveTheSameBits(String plan) throws IOException {
    Release release = release(plan);
    DMatrixRMaj block = release.transform(DATA.rows());
    for (int i = 0; i < DATA.size(); i++) {
      assertArrayEquals(
          Matrices.rows(block, new int[] {i}).data,
          release.transform(Matrices.rows(DATA.rows(), new int[] {i}).data));
    }
    Path model = folder.resolve("model.safetensors");
    release.save(model);
    Release loaded = Release.load(model);
    assertArrayEquals(block.data, loaded.transform(DATA.rows()).data);
    assertEquals(release.info(), loaded.info());

    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv");
    CsvWriter.writeAll(input, DATA);
    loaded.transformCsv(input, output);
    LabelledRows read =
        CsvReader.readAll(output, new ColumnRoles(List.of(), release.outputs(), List.of()));
    assertArrayEquals(block.data, read.columns(release.outputs()).data);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void anOrderOfRowsIsAnOrderOfOutputsAndARowTwiceTheSameOutputTwice(String plan) {
    Release release = release(plan);
    List<Integer> order = new ArrayList<>(IntStream.range(0, DATA.size()).boxed().toList());
    Collections.shuffle(order, new Random(3));
    order.addAll(order.subList(0, 20));
    int[] rows = order.stream().mapToInt(Integer::intValue).toArray();
    assertArrayEquals(
        Matrices.rows(release.transform(DATA.rows()), rows).data,
        release.transform(Matrices.rows(DATA.rows(), rows)).data);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void anotherKeyDrawsOtherwiseExactlyWhereAPlanDraws(String plan) {
    Release release = release(plan);
    DMatrixRMaj one = release.transform(DATA.rows());
    boolean draws = plan.contains("noise") || plan.contains("response");
    assertEquals(draws, release.draws());
    Release other = release.withKey(ReleaseKey.random());
    assertEquals(!draws, Arrays.equals(one.data, other.transform(DATA.rows()).data));
    Release same = release.withKey(ReleaseKey.ofSeed(7));
    assertArrayEquals(one.data, same.transform(DATA.rows()).data);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void withoutItsKeyAReleaseThatDrawsRefusesAndWithItGoesOn(String plan) throws IOException {
    ReleaseKey key = ReleaseKey.random();
    Release release = release(plan).withKey(key);
    Path file = folder.resolve("public.safetensors");
    release.withoutKey().save(file);
    Release loaded = Release.load(file);
    assertEquals(!release.draws(), loaded.hasKey());
    assertEquals(List.of("do"), List.copyOf(loaded.info().classes().keySet()));
    if (release.draws()) {
      BadDataException refused =
          assertThrows(BadDataException.class, () -> loaded.transform(DATA.rows()));
      assertTrue(refused.getMessage().contains("--key"), refused.getMessage());
      assertThrows(BadDataException.class, () -> loaded.withKey(ReleaseKey.random()));
      Path secret = folder.resolve("key");
      key.save(secret);
      assertEquals(key, ReleaseKey.read(secret));
    }
    assertArrayEquals(
        release.transform(DATA.rows()).data, loaded.withKey(key).transform(DATA.rows()).data);
  }

  @Test
  void rowsThatAreEqualInWhatLeavesButNotRawDrawDifferently() {
    Release release = release("decide logistic | collapse 0 | noise 1");
    DMatrixRMaj two = Matrices.rows(DATA.rows(), new int[] {0, 0});
    two.data[two.numCols + 4] += 0.001; // the decision and so the centroid stay
    DMatrixRMaj out = release.transform(two);
    assertEquals(out.get(0, 0), out.get(1, 0));
    assertNotEquals(out.get(0, 1), out.get(1, 1));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void codesAreWholeNumbersOfNamedLevelsAndNothingHiddenIsNamed(String plan) {
    Release release = release(plan);
    DMatrixRMaj released = release.transform(DATA.rows());
    release
        .info()
        .levels()
        .forEach(
            (name, levels) -> {
              int j = release.outputs().indexOf(name);
              for (int i = 0; i < released.numRows; i++) {
                double code = released.get(i, j);
                assertTrue(code >= 0 && code < levels.size() && code == Math.rint(code), name);
              }
              assertFalse(levels.toString().contains("人"), levels.toString());
            });
    boolean finite = release.info().levels().size() == release.outputs().size();
    assertEquals(finite, release.info().distinctRows().isPresent());
    assertEquals(finite, release.rounding().isEmpty());
    assertEquals(List.of(), release.warnings().stream().map(w -> w.message()).toList());
    for (Step step : release.steps()) {
      assertFalse(step.guarantee().isBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void fewRowsAndARareClassHaveAnAnswer(String plan) {
    LabelledRows few = Crowd.of(40, 4, 2, 5);
    Release.of(Steps.parse(plan).fit(few, Crowd.ROLES)).transform(few.rows());
    int[] rare =
        IntStream.range(0, DATA.size())
            .filter(i -> !DATA.label("do").name(i).equals("tue 2") || i < 18)
            .toArray();
    LabelledRows uneven = DATA.select(rare);
    Release.of(Steps.parse(plan).fit(uneven, Crowd.ROLES)).transform(DATA.rows());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void severalLabelsToKeepAndNoneToHide(String plan) {
    Release two =
        Release.of(Steps.parse(plan).fit(DATA, Crowd.ROLES.withKeep(List.of("do", "again"))));
    two.transform(DATA.rows());
    if (plan.startsWith("decide") && !plan.contains("cells")) {
      assertTrue(two.outputs().containsAll(List.of("predicted_do", "predicted_again")));
    }
    if (!plan.contains("person")) {
      Release.of(Steps.parse(plan).fit(DATA, Crowd.ROLES.withHide(List.of())));
    }
  }
}
