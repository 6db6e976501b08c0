package ml.tacit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.tacit.step.Steps;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "decide; CELLS",
        "decide logistic; CELLS",
        "decide | response 2; CELLS",
        "decide | extra a | cells --bins a=2; CELLS",
        "game 8 --leak 0.01 --balanced; CELLS",
        "fairtree 60 --gamma 0.6; CELLS",
        "codebook 24 --leak 0.02; COLUMNS",
        "method rdca; COLUMNS",
        "method rdca --ridge-relative 0.01 --given; COLUMNS",
        "method rdca --components 3; COMPONENTS",
        "method dca --components 5 --ridge 2; COMPONENTS",
        "method ruca --price 3 --components 2; COMPONENTS",
        "method duca --alpha 0.5 --beta 2 --components 2; COMPONENTS",
        "method mdr --components 2; COMPONENTS",
        "method pca --components 2; COMPONENTS",
        "method random --components 2; COMPONENTS",
        "decide | collapse 0.1 | noise 0.3; COMPONENTS",
        "decide | extra a | rank 10; COMPONENTS",
      })
  void textIsReadAgain(String text, Want want) {
    Policy policy = Policy.parse("  " + text + " ");
    assertEquals(want, policy.want());
    assertEquals(policy, Policy.parse(policy.text()));
    assertEquals(policy.text(), Policy.parse(policy.text()).text());
    assertEquals(policy.hashCode(), Policy.parse(policy.text()).hashCode());
    assertEquals(policy.text(), policy.toString());
    assertNotEquals(policy, Policy.parse("decide kernel"));
  }

  @Test
  void blanksDoNotMakeAnotherPolicy() {
    assertEquals(
        Policy.parse("method dca --components 5"), Policy.parse("method  dca\t--components  5"));
    assertEquals(Policy.parse("decide | response 2"), Policy.parse("decide|response  2"));
    assertEquals(
        Policy.parse("decide logistic"), Policy.of(Steps.parse("decide logistic").withSeed(3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method",
        "method nmf",
        "method dca --components",
        "method dca --components 0",
        "method dca --components 2.5",
        "method dca --components 1e10",
        "method dca --ridge -1",
        "method dca --ridge NaN",
        "method dca --ridge many",
        "method dca --colour 3",
        "method dca 5",
        "method pca",
        "method random",
        "method pca --components 2 --ridge 1",
        "method dca --price 2",
        "method duca --components 2 --alpha 0",
        "decide nobody",
        "decide | | noise 1",
        "nothing 3",
      })
  void messageNamesTheText(String text) {
    String said = assertThrows(BadDataException.class, () -> Policy.parse(text)).getMessage();
    assertTrue(said.startsWith("policy '" + text + "': "), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void emptyTextIsNone() {
    assertThrows(BadDataException.class, () -> Policy.parse("  "));
  }
}
