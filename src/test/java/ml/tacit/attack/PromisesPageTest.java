package ml.tacit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of promises. */
class PromisesPageTest {
  private static final String TEXT =
      """
      Words before.

      <!-- attacks: made by mvn verify -Pattack -->
      | promise | attacked by | tried | failed | seconds |
      | --- | --- | ---: | ---: | ---: |
      | %s | kill of fit | 1,200 | 0 | 60 |
      | %s | flips of bits | 9 | 0 | 1 |
      <!-- end of attacks -->
      Words behind.
      """
          .replaceFirst("%s", Promise.WHOLE.sentence())
          .replaceFirst("%s", Promise.MODELS.sentence());

  /** What was broken is said in words. */
  @Test
  void whatFailsIsNamedUnderItsHeading() throws IOException {
    String page = Files.readString(PromisesPage.PAGE);
    String named = page.substring(page.indexOf("## What fails"));
    PromisesPage.rows(page).stream()
        .filter(row -> !row.cells().get(3).equals("0"))
        .forEach(row -> assertTrue(named.contains("*" + row.attack() + "*"), row.attack()));
  }

  @Test
  void whatIsCountedReplacesTheRowOfTheSameAttackAndNoOther() {
    List<PromisesPage.Row> before = PromisesPage.rows(TEXT);
    assertEquals(2, before.size());
    PromisesPage.Row again =
        new PromisesPage.Row(
            Promise.MODELS, List.of(Promise.MODELS.sentence(), "flips of bits", "1,007", "1", "3"));
    PromisesPage.Row other =
        new PromisesPage.Row(
            Promise.TEXT, List.of(Promise.TEXT.sentence(), "kill of fit", "5", "0", "0"));
    String after = PromisesPage.page(TEXT, List.of(again, other));
    assertEquals(List.of(before.get(0), again, other), PromisesPage.rows(after));
    assertTrue(after.startsWith("Words before.") && after.endsWith("Words behind.\n"), after);
    assertEquals(after, PromisesPage.page(after, List.of()));
  }
}
