package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import ml.tacit.kernel.ChainMap;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans fitted together have the bits that they have alone, and share what they have in common. */
class FittingTest {
  private static final long SEED = 5;
  private static final LabelledRows DATA = MadeUpRows.of(1, 900, 4, 3);
  private static final Roles ROLES = Roles.keep("activity").withHide("person");
  private static final List<String> PLANS =
      List.of(
          "decide logistic",
          "decide logistic | collapse 0.1 | noise 0.3",
          "decide logistic | collapse 0.1 | noise 0.6",
          "decide logistic | collapse 0.5 --components 1",
          "decide kernel | collapse 0.1 | noise 0.3",
          "decide logistic | extra level | cells --bins level=2",
          "decide logistic | response 2 | extra other",
          "decide logistic | residual 2 | relative 5 --scaled",
          "decide logistic | residual 2 | rank 5",
          "game 4 --leak 0.02 --score logistic",
          "game 6 --leak 0.05 --balanced --score logistic",
          "codebook 6 --leak 0.05 --score logistic",
          "codebook 6 --leak 0.05 --rest 0.5 --score logistic",
          "fairtree 6",
          "cells --kmeans 8");

  /** A part that lets all columns through and counts how often it is fitted. */
  private record Counting(AtomicInteger fits) implements Part {
    @Override
    public void fit(Flow flow) {
      fits.incrementAndGet();
      try {
        Thread.sleep(50); // so that others come while it is not done
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return "counting";
    }
  }

  /** Every bit that is fitted. */
  private static byte[] file(StepsModel model) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertDoesNotThrow(() -> Release.of(model).writeTo(out));
    return out.toByteArray();
  }

  @Test
  void modelsAreThoseOfPlansFittedAloneInEveryOrder() {
    Fitting fitting = Fitting.of(DATA, ROLES, null, SEED);
    for (int i = PLANS.size() - 1; i >= 0; i--) {
      Steps plan = Steps.parse(PLANS.get(i));
      StepsModel together = fitting.fit(plan);
      StepsModel alone = plan.withSeed(SEED).fit(DATA, ROLES);
      assertEquals(alone.plan(), together.plan());
      assertArrayEquals(file(alone), file(together), PLANS.get(i));
    }
  }

  @Test
  void threadsGetTheSameBitsAndFitACommonBeginningOnce() throws Exception {
    AtomicInteger fits = new AtomicInteger();
    Steps begin = Steps.of(new Counting(fits));
    Fitting fitting = Fitting.of(DATA, ROLES, null, SEED);
    List<Future<StepsModel>> models = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (String noise : List.of("1", "2", "3", "4", "5", "6", "7", "8")) {
        Steps plan = begin.then(Steps.parse("decide logistic | collapse 0.1 | noise " + noise));
        models.add(threads.submit(() -> fitting.fit(plan)));
      }
      for (Future<StepsModel> model : models) {
        model.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, fits.get());
    Steps third = begin.then(Steps.parse("decide logistic | collapse 0.1 | noise 3"));
    StepsModel alone = third.withSeed(SEED).fit(DATA, ROLES);
    assertEquals(2, fits.get(), "a fit alone shares nothing");
    assertArrayEquals(file(alone), file(models.get(2).get()));
  }

  @Test
  void scoresAndComponentsAreFittedOnceForPlansThatBeginOtherwise() {
    Fitting fitting = Fitting.of(DATA, ROLES, null, SEED);
    StepsModel game = fitting.fit(Steps.parse("game 4 --leak 0.02 --score kernel"));
    StepsModel book = fitting.fit(Steps.parse("codebook 6 --leak 0.05 --score kernel"));
    assertSame(step(game, 0), step(book, 0));
    assertSame(step(game, 1), step(book, 1));
    StepsModel other = fitting.fit(Steps.parse("game 4 --leak 0.02 --score logistic"));
    assertNotSame(step(game, 0), step(other, 0), "another method");
    StepsModel first = fitting.fit(Steps.parse("decide logistic | collapse 0.1"));
    StepsModel second = fitting.fit(Steps.parse("decide kernel | collapse 0.2"));
    assertSame(components(first), components(second));
  }

  /** The map to components of a plan that collapses. */
  private static Object components(StepsModel model) {
    return model.steps().stream()
        .map(step -> ((On) step).inner())
        .filter(ChainMap.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static Object step(StepsModel model, int place) {
    return ((On) model.steps().get(place)).inner();
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise 1", "decide logistic | rank 3 | collapse 2", "decide none"})
  void whatCannotBeFittedIsSaidEachTimeAndDoesNotDisturbOthers(String text) {
    Fitting fitting = Fitting.of(DATA, ROLES, null, SEED);
    for (int i = 0; i < 2; i++) {
      assertThrows(BadDataException.class, () -> fitting.fit(Steps.parse(text)));
    }
    assertTrue(fitting.fit(Steps.parse("decide logistic")).steps().size() > 0);
  }

  @Test
  void whatFailsFailsForEveryPlanThatBeginsWithIt() {
    Fitting fitting = Fitting.of(DATA, ROLES, null, SEED);
    for (String plan : List.of("residual 2 | rank 3", "residual 2 | rank 4", "residual 2")) {
      BadDataException refused =
          assertThrows(BadDataException.class, () -> fitting.fit(Steps.parse(plan)));
      assertTrue(refused.getMessage().contains("no decision"), refused.getMessage());
    }
  }
}
