package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/pipelines.md do what the page says: those for make are run. */
class PipelinesPageTest {
  private static final Pattern RULE =
      Pattern.compile("(?m)^(\\S+): (\\S+)( \\S+)?\\n\\t\\./tacit (.+)$");

  @TempDir Path folder;

  private void rows(String name) throws Exception {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("person,activity,a,b,c\n");
    for (int i = 0; i < 240; i++) {
      double x = 4 * (i % 2) + random.nextGaussian();
      text.append("p" + i % 2 + ",k" + i / 2 % 2 + "," + x + ",");
      text.append(random.nextGaussian() + "," + random.nextGaussian() + "\n");
    }
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theRulesForMakeRun() throws Exception {
    rows("fit.csv");
    rows("rows.csv");
    Matcher rule = RULE.matcher(Files.readString(Path.of("docs/pipelines.md")));
    List<String> made = new ArrayList<>();
    while (rule.find()) {
      List<String> words = new ArrayList<>();
      for (String word : rule.group(4).split(" ")) {
        String name = Map.of("$@", rule.group(1), "$<", rule.group(2)).getOrDefault(word, word);
        boolean isFile = name.matches(".*\\.(csv|json|safetensors)");
        words.add(isFile ? folder.resolve(name).toString() : name);
      }
      Shell run = Shell.run(words.toArray());
      assertTrue(run.status() == 0 || run.status() == FailOnOptions.STATUS, words + run.err());
      assertTrue(Files.exists(folder.resolve(rule.group(1))), rule.group());
      if (words.contains("--quiet")) {
        assertEquals("", run.out() + run.err());
      }
      made.add(rule.group(1));
    }
    assertEquals(List.of("model.safetensors", "released.csv", "audit.json"), made);
  }
}
