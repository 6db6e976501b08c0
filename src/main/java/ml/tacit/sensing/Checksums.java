package ml.tacit.sensing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;

/**
 * SHA-256 of the uncompressed files of a data set, by published name; lines as sha256sum has them.
 */
final class Checksums {
  private final Map<String, String> expected;

  private Checksums(Map<String, String> expected) {
    this.expected = expected;
  }

  /** Those that come with the program; empty if it has none for this data set. */
  static Optional<Checksums> of(String dataSet) throws IOException {
    try (InputStream in = Checksums.class.getResourceAsStream(dataSet + ".sha256")) {
      return in == null ? Optional.empty() : Optional.of(read(in));
    }
  }

  static Checksums read(InputStream in) throws IOException {
    Map<String, String> sums = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (!line.isBlank()) {
        String[] parts = line.split(" [ *]", 2);
        sums.put(parts[1], parts[0]);
      }
    }
    return new Checksums(sums);
  }

  /**
   * Checks that all files are there and are the published ones.
   *
   * @param from how messages name the source
   * @throws BadDataException if one is missing or differs
   */
  void verify(Members members, String from) throws IOException {
    for (Map.Entry<String, String> file : expected.entrySet()) {
      if (!members.has(file.getKey())) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: %s is missing, expected all %d published files",
                from,
                file.getKey(),
                expected.size()));
      }
      String found = sha256(members, file.getKey());
      if (!found.equals(file.getValue())) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: %s has sha256 %s, expected %s",
                from,
                file.getKey(),
                found,
                file.getValue()));
      }
    }
  }

  private static String sha256(Members members, String member) throws IOException {
    try (InputStream in = members.open(member)) {
      return Digests.sha256(in);
    }
  }
}
