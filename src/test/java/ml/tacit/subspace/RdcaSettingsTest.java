package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What RDCA is asked for and what it refuses. */
class RdcaSettingsTest {
  private static final Sample SAMPLE = Sample.of(6, 300, 8, 4, 3);

  private static void refused(String part, Executable fit) {
    String message = assertThrows(BadDataException.class, fit).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void settingsAreKept() {
    Rdca some = Rdca.ridge(1).withNoiseComponents(3);
    assertEquals("rdca", some.method());
    assertEquals(new Rdca(Ridge.DEFAULT, true, 3), some.withRidge(Ridge.DEFAULT));
    assertEquals(0, Rdca.ridge(1).withNoiseComponents().components());
    assertEquals(3, some.fit(SAMPLE.rows(), SAMPLE.person()).map().outputs());
    assertEquals(5, some.withNoiseComponents().fit(SAMPLE.rows(), SAMPLE.person()).map().outputs());
    assertEquals(5, some.fit(SAMPLE.rows(), SAMPLE.person()).removed().rank());
    assertThrows(IllegalArgumentException.class, () -> new Rdca(Ridge.DEFAULT, true, -1));
    assertThrows(IllegalArgumentException.class, () -> some.withNoiseComponents(0));
  }

  @Test
  void whatTakesAllColumnsIsRefusedInItsOwnWords() {
    Sample three = Sample.of(7, 300, 3, 4, 3);
    refused("no label", () -> Rdca.ridge(1).fit(SAMPLE.scatter(), Roles.NONE));
    refused("classes take up all 3", () -> Rdca.ridge(1).fit(three.rows(), three.person()));
    refused(
        "cells take up all 3",
        () -> Rdca.ridge(1).fitGiven(three.rows(), three.person(), three.activity()));
    DMatrixRMaj attributes = Sample.gaussian(new Random(1), 300, 3);
    refused(
        "3 attributes take up all 3", () -> Rdca.ridge(1).fitContinuous(three.rows(), attributes));
    // Two directions of three leave one column.
    Labels one = three.activity();
    assertEquals(2, Rdca.ridge(1).fit(three.rows(), one).removed().rank());
    refused(
        "components: 6 asked for",
        () -> Rdca.ridge(1).withNoiseComponents(6).fit(SAMPLE.rows(), SAMPLE.person()));
  }

  @Test
  void aConstantAttributeIsNamedByItsNumber() {
    DMatrixRMaj attributes = Sample.gaussian(new Random(1), 300, 2);
    for (int i = 0; i < 300; i++) {
      attributes.set(i, 1, 4);
    }
    refused(
        "attribute 2 (from 1) is constant (4.0 in all 300 rows)",
        () -> Rdca.ridge(1).fitContinuous(SAMPLE.rows(), attributes));
  }

  @Test
  void namedAttributesAreHiddenLabelsOfTheModel() {
    DMatrixRMaj joint = AffineMap.beside(SAMPLE.rows(), Sample.gaussian(new Random(2), 300, 2));
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "age", "income");
    ScatterSnapshot rows =
        new Scatter(names, List.of("person")).accept(joint, SAMPLE.person()).snapshot();
    SubspaceModel model = Rdca.ridge(1).fitContinuous(rows, 2, Roles.hide("person"));
    assertEquals(List.of("person", "age", "income"), model.roles().toHide());
    assertEquals(names.subList(0, 8), model.inputs());
    assertEquals(3 + 2, model.removed().rank());
  }
}
