package ml.tacit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the figures of a report come from: files with their hashes, and versions. */
final class Provenance {
  private final Map<String, String> facts = new LinkedHashMap<>();

  Provenance() {
    facts.put("made by", Tacit.Version.text());
  }

  Provenance file(String role, Path file) throws IOException {
    facts.put(role, file.getFileName() + ", sha256 " + sha256(file));
    return this;
  }

  Provenance fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  Map<String, String> facts() {
    return facts;
  }

  /** A command as somebody would type it; only file names, as paths are nobody's business. */
  static String command(List<String> words) {
    return "./tacit "
        + words.stream()
            .map(
                word ->
                    word.matches("[\\w./,:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
