package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ml.tacit.step.Steps;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands and options that the docs speak of are there. */
class DocsCommandsTest {
  private static final CommandLine TACIT =
      Tacit.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));

  private static final Pattern PLAN = Pattern.compile("--steps '([^']*)'");

  @Test
  void everyPlanIsOne() throws IOException {
    int plans = 0;
    for (Path page : pages()) {
      Matcher plan = PLAN.matcher(Files.readString(page));
      while (plan.find()) {
        assertDoesNotThrow(() -> Steps.parse(plan.group(1)), page + ": " + plan.group());
        plans++;
      }
    }
    assertTrue(plans > 5, plans + " plans");
  }

  /** Options of a plan's parts are the plan's. */
  private static String withoutPlans(Path page) throws IOException {
    return PLAN.matcher(Files.readString(page)).replaceAll("--steps PLAN");
  }

  @Test
  void everyCommandLineHasKnownOptions() throws IOException {
    int lines = 0;
    for (Path page : pages()) {
      Matcher line =
          Pattern.compile("(?:\\./)?\\btacit ([a-z]+) ([^`\\n|#]*--[^`\\n|#]*)")
              .matcher(withoutPlans(page).replaceAll("\\\\\\n\\s*", ""));
      while (line.find()) {
        CommandLine command = TACIT.getSubcommands().get(line.group(1));
        assertNotNull(command, page + ": " + line.group());
        Matcher option = Pattern.compile("(?<!\\S)--[a-z-]+").matcher(line.group(2));
        while (option.find()) {
          assertTrue(
              hasOption(command, option.group()), page + ": " + line.group() + option.group());
        }
        lines++;
      }
    }
    assertTrue(lines > 20, lines + " lines");
  }

  private static boolean hasOption(CommandLine command, String option) {
    return command.getCommandSpec().findOption(option) != null
        || command.getSubcommands().values().stream()
            .anyMatch(inner -> inner.getCommandSpec().findOption(option) != null);
  }

  @Test
  void theReadmeListsEveryCommand() throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]* \\|$")
            .matcher(Files.readString(Path.of("README.md")));
    while (row.find()) {
      listed.add(row.group(1));
    }
    assertEquals(new TreeSet<>(TACIT.getSubcommands().keySet()), listed);
  }

  @Test
  void theReadmeSpellsEveryMethod() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (Method method : Method.values()) {
      assertTrue(readme.contains("| `" + method.spelling() + "`"), method.spelling());
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
