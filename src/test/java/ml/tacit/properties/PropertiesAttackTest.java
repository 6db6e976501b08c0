package ml.tacit.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ml.tacit.attack.Budget;
import ml.tacit.attack.Promise;
import ml.tacit.attack.Tally;
import ml.tacit.properties.Fit.Property;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link PropertiesTest} on as many tables as there is time for. */
@Tag("attack")
class PropertiesAttackTest {
  @Test
  void whatIsPromisedHoldsOnAnyTable() {
    Budget budget = Budget.seconds("properties", 180);
    List<Tally> tallies = new ArrayList<>();
    for (Property property : Property.values()) {
      tallies.add(Tally.of(Promise.INVARIANT, words(property) + " changed, on random tables"));
    }
    for (long seed = 1000 * Budget.seed(); budget.lasts(); seed++) {
      for (Fit fit : PropertiesTest.all()) {
        for (Property property : fit.promises()) {
          boolean wide = fit.trainer() != null && seed % 3 == 0;
          LabelledRows data = wide ? RandomTable.wide(seed) : RandomTable.of(seed);
          double difference = Changes.difference(fit, property, data, seed);
          tallies
              .get(property.ordinal())
              .tried(
                  difference <= PropertiesTest.ROUNDING,
                  Changes.text(fit, property, seed, difference));
        }
      }
    }
    closeAll(tallies);
  }

  /** Every tally writes its count, whichever of them failed. */
  private static void closeAll(List<Tally> tallies) {
    AssertionError failed = null;
    for (Tally tally : tallies) {
      try {
        tally.close();
      } catch (AssertionError e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static String words(Property property) {
    return property.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
