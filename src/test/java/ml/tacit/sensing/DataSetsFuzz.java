package ml.tacit.sensing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;
import ml.tacit.table.LabelledRows;

/** The published data sets: one file of each is made up. */
public final class DataSetsFuzz implements Fuzzed {
  private static final String ADULT =
      "39, State-gov, 77516, Bachelors, 13, Never-married, Adm-clerical, Not-in-family, White,"
          + " Male, 2174, 0, 40, United-States, <=50K\n";

  /** A data set of a folder. */
  private interface Loader {
    LabelledRows load(Path folder) throws IOException;
  }

  private record Set(String file, Loader loader, String seed) {}

  private static final List<Set> SETS =
      List.of(
          new Set("adult.data", Adult::load, ADULT + ADULT.replace("39", "50")),
          new Set(
              "semeion.data",
              Semeion::load,
              "0.0000 1.0000 ".repeat(128) + "0 1 0 0 0 0 0 0 0 0 \n"),
          new Set("mHealth_subject1.log", Mhealth::load, ("0.5\t".repeat(23) + "1\n").repeat(300)));

  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.ARCHIVES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    int at = (data[0] & 0xFF) % SETS.size();
    Path folder = Files.createDirectories(scratch.folder().resolve("set" + at));
    Path file = folder.resolve(SETS.get(at).file());
    byte[] content = new byte[data.length - 1];
    System.arraycopy(data, 1, content, 0, content.length);
    Files.write(file, content);
    SETS.get(at).loader().load(folder);
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (Set set : SETS) {
      byte[] seed = (" " + set.seed()).getBytes(StandardCharsets.US_ASCII);
      seed[0] = (byte) seeds.size();
      seeds.add(seed);
    }
    return seeds;
  }
}
