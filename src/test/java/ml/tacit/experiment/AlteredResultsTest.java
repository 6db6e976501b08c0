package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part of a results file taken away, made null or made something else, one after another. */
class AlteredResultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OTHERS = List.of("null", "[null]");

  @TempDir Path folder;

  private interface Use {
    void of(Path file) throws IOException;
  }

  @Test
  void resultsAreWholeOrRefusedByName() throws IOException {
    usableOrRefused(
        new ResultsFuzz().seeds().get(0),
        file -> {
          List<Results> all = List.of(ResultsJson.read(file));
          ExperimentsPage.of(all);
          ResultsText.of(all.get(0));
        });
  }

  @Test
  void frontiersAreWholeOrRefusedByName() throws IOException {
    usableOrRefused(
        new FrontierFuzz().seeds().get(0),
        file -> {
          FrontierPage.of(List.of(file), "frontier.md");
          new FrontierFile(file, FrontierExperiment.kept(file));
        });
  }

  private void usableOrRefused(byte[] whole, Use use) throws IOException {
    Path file = Files.write(folder.resolve("results.json"), whole);
    use.of(file);
    int refused = 0;
    List<JsonNode> altered = altered(whole);
    for (JsonNode json : altered) {
      Files.writeString(file, json.toString());
      try {
        use.of(file);
      } catch (BadDataException e) {
        refused++;
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      } catch (RuntimeException e) {
        throw new AssertionError(
            e + " at " + e.getStackTrace()[0] + " " + e.getStackTrace()[1] + json, e);
      }
    }
    assertTrue(refused > altered.size() / 4, refused + " of " + altered.size());
  }

  /** Every way to change one node of a tree. */
  private static List<JsonNode> altered(byte[] whole) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    int nodes = count(JSON.readTree(whole));
    for (int at = 1; at < nodes; at++) {
      for (int how = -1; how < OTHERS.size(); how++) {
        JsonNode root = JSON.readTree(whole);
        change(root, new int[] {at}, how < 0 ? null : JSON.readTree(OTHERS.get(how)));
        all.add(root);
      }
    }
    return all;
  }

  private static int count(JsonNode node) {
    int count = 1;
    for (JsonNode child : node) {
      count += count(child);
    }
    return count;
  }

  /** Replaces, or for null removes, the node of this number in the order of the text. */
  private static void change(JsonNode parent, int[] left, JsonNode other) {
    List<String> names = new ArrayList<>();
    parent.fieldNames().forEachRemaining(names::add);
    for (int i = 0; i < parent.size() && left[0] > 0; i++) {
      left[0]--;
      if (left[0] > 0) {
        change(
            parent instanceof ObjectNode ? parent.get(names.get(i)) : parent.get(i), left, other);
      } else if (parent instanceof ObjectNode object) {
        if (other == null) {
          object.remove(names.get(i));
        } else {
          object.set(names.get(i), other);
        }
      } else if (other == null) {
        ((ArrayNode) parent).remove(i);
      } else {
        ((ArrayNode) parent).set(i, other);
      }
    }
  }
}
