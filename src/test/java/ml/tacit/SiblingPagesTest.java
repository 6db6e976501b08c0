package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages on Spark and on streams show files that the sibling projects compile and run. */
class SiblingPagesTest {
  @Test
  void everyBlockIsItsFile() throws IOException {
    for (String page : List.of("docs/spark.md", "docs/streams.md")) {
      List<Pages.Block> blocks = Pages.blocks(Path.of(page));
      assertTrue(!blocks.isEmpty(), page);
      for (Pages.Block block : blocks) {
        assertNotNull(block.source(), page + ": a block of Java names its file");
        assertEquals(Files.readString(Path.of(block.source())), block.code(), block.source());
      }
    }
  }

  /** The version of the library stands in every pom: a sibling of another would test another. */
  @Test
  void theSiblingsHaveTheVersionOfTheLibrary() throws IOException {
    String version = version(Path.of("pom.xml"));
    for (String pom : List.of("spark/pom.xml", "samples/pom.xml")) {
      assertEquals(version, version(Path.of(pom)), pom);
    }
  }

  private static String version(Path pom) throws IOException {
    try (Stream<String> lines = Files.lines(pom)) {
      return lines.filter(line -> line.strip().startsWith("<version>")).findFirst().orElseThrow();
    }
  }
}
