package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelNamesTest {
  @Test
  void plainLabelsStayAsTheyAre() {
    List<String> plain = List.of("person", "sex_2", "a.b", "x-y");
    assertEquals(plain, LabelNames.of(plain));
  }

  @Test
  void labelsOfAnyScriptAreDifferentFiles() {
    List<String> labels =
        List.of(
            "имя",
            "дом",
            "x y",
            "x-y",
            "x_y",
            "X_Y",
            "person",
            "Person",
            "person-8",
            "..",
            "/",
            "",
            "label-2",
            "名前",
            "😀",
            "a".repeat(300),
            "a".repeat(301),
            "person/../sex");
    Set<String> names = new HashSet<>();
    for (String name : LabelNames.of(labels)) {
      assertTrue(name.matches("[A-Za-z0-9_.-]+"), name);
      assertTrue(name.matches(".*[A-Za-z0-9].*") && name.length() < 100, name);
      names.add(name.toLowerCase(Locale.ROOT));
    }
    assertEquals(labels.size(), names.size(), names.toString());
  }
}
