package ml.tacit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.PartFolder;

/**
 * Puts a folder of results in place in one step, from a folder beside it that holds all of them.
 *
 * <p>A folder that is not there is made by one rename. Where there is one, which may hold other
 * people's files, the finished folder is renamed to {@value #NEXT} inside it: that is the step.
 * Then its files take the places of the old ones, the manifest removed first and put last. A crash
 * between leaves no manifest, and the next run {@linkplain #finish finishes} what was begun.
 */
final class FolderSwap {
  /** A finished folder whose files are being put in place. */
  static final String NEXT = ".tacit-next";

  private FolderSwap() {}

  /** What fills the folder, the manifest included. */
  interface Content {
    void into(Path folder) throws IOException;
  }

  /** Fills a folder beside the target and puts it in place. */
  static void write(Path target, Content content) throws IOException {
    if (Files.exists(target)) {
      finish(target);
      try (PartFolder part = PartFolder.in(target, "release")) {
        fill(part, content, target);
        part.moveTo(NEXT);
        place(part, target);
      }
      return;
    }
    Path place = target.toAbsolutePath();
    Files.createDirectories(place.getParent());
    try (PartFolder part = PartFolder.in(place.getParent(), place.getFileName().toString())) {
      fill(part, content, target);
      part.becomes(place);
    }
  }

  /** An error is about the file that was to be, not about the part. */
  private static void fill(PartFolder part, Content content, Path target) throws IOException {
    try {
      content.into(part.path());
    } catch (IOException e) {
      if (e.getClass() != IOException.class || e.getMessage() == null) {
        throw e;
      }
      throw new IOException(e.getMessage().replace(part.path().toString(), target.toString()), e);
    }
  }

  /** Whether a run ended while it put its files in place, or is at it. */
  static boolean isBegun(Path target) {
    return Files.isDirectory(target.resolve(NEXT));
  }

  /**
   * Finishes what a run began that was ended.
   *
   * @return whether there was such a run
   * @throws BadDataException if it has not ended, or the folder is none of ours
   */
  static boolean finish(Path target) throws IOException {
    if (!isBegun(target)) {
      return false;
    }
    Path next = target.resolve(NEXT);
    PartFolder part =
        PartFolder.takeOver(next)
            .orElseThrow(
                () -> BadDataException.of("%s: another run is putting its results there", target));
    try (part) {
      place(part, target);
    }
    return true;
  }

  private static void place(PartFolder part, Path target) throws IOException {
    List<String> left = part.names();
    if (left.contains(Manifest.NAME)) {
      List<String> files = files(part.path().resolve(Manifest.NAME));
      remove(target.resolve(Manifest.NAME));
      Set<String> placed = new HashSet<>(files);
      left.forEach(placed::remove);
      removeAudits(target, placed);
      for (String name : files) {
        if (left.contains(name)) {
          AtomicFile.replace(part.path().resolve(name), target.resolve(name));
        }
      }
      AtomicFile.replace(part.path().resolve(Manifest.NAME), target.resolve(Manifest.NAME));
    }
    part.remove();
  }

  private static List<String> files(Path manifest) throws IOException {
    Contents contents = Manifest.read(manifest).map(Manifest::contents).orElse(null);
    if (contents == null) {
      throw BadDataException.of("%s: is not a manifest of a release; remove its folder", manifest);
    }
    return contents.files().stream().map(Contents.Entry::name).toList();
  }

  /**
   * Audits and reports of an earlier run, perhaps of more labels than this one has: none may lie
   * beside another release.
   */
  private static void removeAudits(Path target, Set<String> placed) throws IOException {
    List<Path> audits = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(target, ReleaseFolder.AUDIT + "{,-*}.json")) {
      all.forEach(audits::add);
    }
    for (Path audit : audits) {
      String name = audit.getFileName().toString();
      if (!placed.contains(name) && isOurs(audit)) {
        String report =
            ReleaseFolder.REPORT
                + name.substring(ReleaseFolder.AUDIT.length(), name.length() - ".json".length())
                + ".html";
        if (!placed.contains(report)) {
          remove(target.resolve(report));
        }
        remove(audit); // last: it tells that the report is ours
      }
    }
  }

  /** Through a link, which stays; no device or pipe. */
  private static void remove(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      Files.delete(file.toRealPath());
    }
  }

  /** Another tool's file may have such a name, too. */
  private static boolean isOurs(Path audit) throws IOException {
    if (!Files.isRegularFile(audit)) {
      return false;
    }
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(audit));
      return (root.has("verdict") || root.has("numbers"))
          && root.has("provenance")
          && root.has("again");
    } catch (JsonProcessingException | CharConversionException e) {
      return false;
    }
  }
}
