package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** The Java that pages show, and a JShell that runs it. */
final class Pages {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (\\S+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);

  private Pages() {}

  /**
   * A block of Java in a page.
   *
   * @param source the file whose whole text it is, by a comment before the block, or null
   * @param code the block
   */
  record Block(String source, String code) {}

  static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(page));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /** The examples in the Javadoc of a class. */
  static List<String> examples(Path source) throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL)
            .matcher(Files.readString(source));
    while (matcher.find()) {
      examples.add(matcher.group(1).replaceAll("(?m)^ *\\* ?", ""));
    }
    return examples;
  }

  /** The only block of another language. */
  static String only(Path page, String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertTrue(matcher.find(), page + " has a block of " + language);
    return matcher.group(1);
  }

  /** Runs code in a JVM of its own; any error in it fails the test. */
  static final class Shell implements AutoCloseable {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final JShell shell;

    /** With the class path of the tests and, at its end, the folder. */
    Shell(Path folder) {
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      shell =
          JShell.builder()
              .out(out)
              .err(out)
              .remoteVMOptions("-Duser.dir=" + folder.toAbsolutePath())
              .build();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        shell.addToClasspath(Path.of(entry).toAbsolutePath().toString());
      }
      shell.addToClasspath(folder.toAbsolutePath().toString());
    }

    void run(String source) {
      String rest = source;
      while (!rest.isBlank()) {
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        for (SnippetEvent event : shell.eval(next.source() == null ? rest : next.source())) {
          if (event.causeSnippet() == null) { // not of an older snippet that this one replaces
            assertEquals(Snippet.Status.VALID, event.status(), () -> problem(event));
            assertEquals(null, event.exception(), () -> event.snippet().source());
          }
        }
        rest = next.remaining();
      }
    }

    /** The value of an expression, as JShell shows it. */
    String value(String expression) {
      SnippetEvent event = shell.eval(expression).get(0);
      assertEquals(Snippet.Status.VALID, event.status(), () -> problem(event));
      assertEquals(null, event.exception(), expression);
      return event.value();
    }

    String printed() {
      return printed.toString(StandardCharsets.UTF_8);
    }

    private String problem(SnippetEvent event) {
      List<String> lines = new ArrayList<>(List.of(event.snippet().source()));
      shell.diagnostics(event.snippet()).forEach(d -> lines.add(d.getMessage(null)));
      return String.join("\n", lines);
    }

    @Override
    public void close() {
      shell.close();
    }
  }
}
