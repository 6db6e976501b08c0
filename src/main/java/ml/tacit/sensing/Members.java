package ml.tacit.sensing;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.GunzipStream;

/**
 * The files of a data set, from a folder, a zip file, or a zip file inside either.
 *
 * <p>A member is asked for by its published name; folders above it and a final {@code .gz} do not
 * matter, and what is compressed is handed out decompressed. Not thread-safe.
 */
final class Members implements Closeable {
  private static final int DEPTH = 4;
  private static final int BUFFER = 1 << 16;

  /** The largest published zip file has 72 MB. */
  private static final long MOST_NESTED_BYTES = 1L << 28;

  private final Path source;
  private final TreeMap<String, MemberStream.Opener> openers = new TreeMap<>();
  private final List<Closeable> toClose = new ArrayList<>();

  private Members(Path source) {
    this.source = source;
  }

  /**
   * Lists the members.
   *
   * @param source a folder or a zip file
   * @param wanted a member name that shows that these are the right files; where none is, zip files
   *     found inside are looked into
   * @return the members, to be closed
   * @throws BadDataException if there is no such folder or file, it is not a zip file, or nothing
   *     wanted is in it
   */
  static Members open(Path source, String what, Predicate<String> wanted) throws IOException {
    return open(source, what, wanted, MOST_NESTED_BYTES);
  }

  static Members open(Path source, String what, Predicate<String> wanted, long mostNested)
      throws IOException {
    if (!Files.exists(source)) {
      throw new BadDataException(source + ": no such folder or file");
    }
    Members members = new Members(source);
    try {
      if (Files.isDirectory(source)) {
        members.addFolder();
      } else {
        members.addZip(source);
      }
      if (members.names().stream().noneMatch(wanted)) {
        members.addNested(wanted, mostNested);
      }
      if (members.names().stream().noneMatch(wanted)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: %d files found there, %s is not among them",
                source,
                members.openers.size(),
                what));
      }
      return members;
    } catch (IOException | RuntimeException e) {
      members.close();
      throw e;
    }
  }

  /** The member names without {@code .gz}, with the folders above, sorted. */
  List<String> names() {
    return List.copyOf(openers.keySet());
  }

  /** Whether there is such a member. */
  boolean has(String member) {
    return find(member) != null;
  }

  /**
   * Opens a member.
   *
   * @param member its published name, with or without the folders above
   * @return its decompressed content
   * @throws BadDataException if there is none
   */
  InputStream open(String member) throws IOException {
    MemberStream.Opener opener = find(member);
    if (opener == null) {
      throw new BadDataException(String.format(Locale.ROOT, "%s: %s is missing", source, member));
    }
    return opener.open();
  }

  /** Opens a member as numbers. */
  NumberReader numbers(String member) throws IOException {
    return new NumberReader(open(member), nameOf(member));
  }

  /** How messages name a member. */
  String nameOf(String member) {
    return source + ": " + member;
  }

  @Override
  public void close() throws IOException {
    for (int i = toClose.size() - 1; i >= 0; i--) {
      toClose.get(i).close();
    }
    toClose.clear();
  }

  private MemberStream.Opener find(String member) {
    String key = key(member);
    MemberStream.Opener exact = openers.get(key);
    if (exact != null) {
      return exact;
    }
    return openers.keySet().stream()
        .filter(name -> name.endsWith("/" + key))
        .min(Comparator.comparing(String::length))
        .map(openers::get)
        .orElse(null);
  }

  private void addFolder() throws IOException {
    try (Stream<Path> files = Files.walk(source, DEPTH)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        String name = source.relativize(file).toString().replace('\\', '/');
        add(name, () -> Files.newInputStream(file));
      }
    }
  }

  private void addZip(Path zip) throws IOException {
    ZipFile file = opened(zip, source + ": not a zip file, expected a folder or a zip file");
    toClose.add(file);
    for (ZipEntry entry : Collections.list(file.entries())) {
      if (!entry.isDirectory()) {
        add(entry.getName(), () -> file.getInputStream(entry));
      }
    }
  }

  /** Opens a zip file; {@code otherwise} is said where it is none, with what the library says. */
  private static ZipFile opened(Path zip, String otherwise) throws IOException {
    try {
      return new ZipFile(zip.toFile());
    } catch (ZipException | EOFException e) {
      String said = e.getMessage() == null ? "it is cut off or altered" : e.getMessage();
      throw new BadDataException(otherwise + " (" + said + ")", e);
    }
  }

  /** A zip file cannot be read at random inside another, so it is laid down as a temporary file. */
  private void addNested(Predicate<String> wanted, long most) throws IOException {
    long left = most;
    for (String name : names()) {
      if (!name.endsWith(".zip")) {
        continue;
      }
      Path copy = Files.createTempFile("tacit", ".zip");
      boolean found = false;
      try {
        left -= layDown(name, copy, left);
        try (ZipFile zip = opened(copy, nameOf(name) + ": not a zip file")) {
          found = zip.stream().map(ZipEntry::getName).map(Members::key).anyMatch(wanted);
        }
      } finally {
        if (found) {
          toClose.add(() -> Files.deleteIfExists(copy));
        } else {
          Files.deleteIfExists(copy);
        }
      }
      if (found) {
        addZip(copy);
        return;
      }
    }
  }

  private long layDown(String name, Path copy, long most) throws IOException {
    try (InputStream in = openers.get(name).open();
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > most) {
          throw BadDataException.of(
              "%s: zip files inside have together more bytes than are laid down (%d were left for this one);"
                  + " unpack it and name the folder",
              nameOf(name), most);
        }
        try {
          out.write(buffer, 0, n);
        } catch (IOException e) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "%s: cannot be laid down as %s after %d bytes: %s",
                  nameOf(name),
                  copy,
                  bytes,
                  e.getMessage()),
              e);
        }
      }
      return bytes;
    }
  }

  private void add(String name, MemberStream.Opener opener) {
    // What the Finder leaves in zip files: resource forks under the names of the real files.
    if (name.startsWith("__MACOSX/") || name.contains("/._") || name.startsWith("._")) {
      return;
    }
    String named = nameOf(name);
    openers.putIfAbsent(
        key(name),
        name.endsWith(".gz")
            ? () ->
                MemberStream.open(
                    named, () -> new GunzipStream(named, MemberStream.open(named, opener)))
            : () -> MemberStream.open(named, opener));
  }

  private static String key(String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return plain.replace("Inertial Signals", "inertial-signals");
  }
}
