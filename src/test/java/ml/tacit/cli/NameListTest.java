package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.tacit.release.Release;
import ml.tacit.table.NamesInText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class NameListTest {
  @TempDir Path folder;

  @Test
  void namesComeApartAtCommasOutsideQuotes() {
    Map<String, List<String>> cases =
        Map.of(
            "a", List.of("a"),
            "a,b", List.of("a", "b"),
            "", List.of(""),
            "a,", List.of("a", ""),
            "\"name, first\"", List.of("name, first"),
            "\"x,1\",x2", List.of("x,1", "x2"),
            "x2,\"x,1\"", List.of("x2", "x,1"),
            "say \"hi\",b", List.of("say \"hi\"", "b"),
            "\"open,b", List.of("\"open", "b"),
            "\"a\"\",b\",\"\"", List.of("a\",b", ""));
    cases.forEach((text, names) -> assertEquals(names, NamesInText.parse(text), text));
  }

  @Test
  void whatIsJoinedComesApartAgain() {
    Random random = new Random(1);
    String letters = "ab,\" '\\";
    for (int i = 0; i < 20_000; i++) {
      List<String> names = new ArrayList<>();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        StringBuilder name = new StringBuilder();
        for (int c = random.nextInt(5); c > 0; c--) {
          name.append(letters.charAt(random.nextInt(letters.length())));
        }
        names.add(name.toString());
      }
      assertEquals(names, NamesInText.parse(NamesInText.join(names)), NamesInText.join(names));
    }
  }

  /** Lists of words of our own, which have no comma, and of files, one a word. */
  private static final Set<String> OTHERS = Set.of("--kernel", "--want", "--data", "--input");

  /** A list that the parser would split itself could not hold a name with a comma. */
  @Test
  void everyListOfNamesIsReadThisWay() {
    PrintWriter out = new PrintWriter(new StringWriter());
    List<OptionSpec> lists = new ArrayList<>();
    collect(Tacit.commandLine(out, out), lists);
    assertTrue(lists.size() >= 7, lists.toString());
    for (OptionSpec option : lists) {
      assertInstanceOf(NameList.class, option.parameterConsumer(), option.longestName());
    }
  }

  private static void collect(CommandLine command, List<OptionSpec> lists) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      boolean list = option.typeInfo().isCollection() || !option.splitRegex().isEmpty();
      if (list && !OTHERS.contains(option.longestName())) {
        lists.add(option);
      }
    }
    command.getSubcommands().values().forEach(sub -> collect(sub, lists));
  }

  @Test
  void namesWithCommasReachTheModel() throws IOException {
    StringBuilder text = new StringBuilder("\"name, first\",\"x,1\",x2,,x3\n");
    Random random = new Random(2);
    for (int i = 0; i < 30; i++) {
      text.append(i % 3);
      text.append(
          String.format(
              Locale.ROOT,
              ",%s,%s,%d,%s\n",
              random.nextGaussian() + i % 3,
              random.nextGaussian(),
              i,
              i % 7));
    }
    Path input = Files.writeString(folder.resolve("in.csv"), text);
    Path model = folder.resolve("m.st");
    for (String[] features :
        new String[][] {{"\"x,1\""}, {"\"x,1\",x2"}, {"x2", "--features", "\"x,1\""}}) {
      Shell shell =
          Shell.run(
              concat(
                  new String[] {
                    "fit",
                    "--method",
                    "pca",
                    "--components",
                    "1",
                    "--input",
                    input.toString(),
                    "--model",
                    model.toString(),
                    "--hide",
                    "\"name, first\"",
                    "--features"
                  },
                  features));
      assertEquals(0, shell.status(), shell.err());
      Release release = Release.load(model);
      assertTrue(release.inputs().contains("x,1"), release.inputs().toString());
      assertEquals(List.of("name, first"), release.info().roles().toHide());
    }
    Shell dropped =
        Shell.run(
            "fit",
            "--method",
            "pca",
            "--components",
            "1",
            "--input",
            input,
            "--model",
            model,
            "--drop",
            "\"name, first\",");
    assertEquals(0, dropped.status(), dropped.err());
    assertEquals(List.of("x,1", "x2", "x3"), Release.load(model).inputs());
    Path output = folder.resolve("out.csv");
    Shell transform =
        Shell.run("transform", "--model", model, "--input", input, "--output", output);
    assertEquals(0, transform.status(), transform.err());
  }

  @Test
  void aMissingListIsWrongUsage() {
    for (String[] more : new String[][] {{"--hide"}, {"--hide", "--keep", "a"}}) {
      Shell shell =
          Shell.run(
              concat(
                  new String[] {"fit", "--method", "rdca", "--input", "a", "--model", "b"}, more));
      assertEquals(2, shell.status());
      assertTrue(shell.err().contains("'--hide"), shell.err());
    }
  }

  private static Object[] concat(String[] a, String[] b) {
    List<Object> all = new ArrayList<>(List.of(a));
    all.addAll(List.of(b));
    return all.toArray();
  }
}
