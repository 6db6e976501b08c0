package ml.tacit.table;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where rows come from: one file or several, one after the other, and how they are written. Which
 * format each has is known by its first bytes.
 *
 * <p>Each reader is of one thread. A pipe is read once; its header, and a look at its first rows
 * ({@link ColumnTypes#found}), take nothing of it away.
 *
 * <pre>{@code
 * RowInput input = RowInput.of(files, Dialect.CSV);
 * try (RowReader rows = input.open(ColumnRoles.labels("person", "activity"))) {
 *   RowBlock first = rows.next(1000);
 * }
 * }</pre>
 */
public final class RowInput {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private final List<Path> files;
  private final Dialect dialect;

  /** The pipes among the files that were looked at. */
  private final Map<Path, PipeStart> pipes;

  private RowInput(List<Path> files, Dialect dialect) {
    this(files, dialect, new HashMap<>());
  }

  private RowInput(List<Path> files, Dialect dialect, Map<Path, PipeStart> pipes) {
    this.files = List.copyOf(files);
    this.dialect = dialect;
    this.pipes = pipes;
  }

  /**
   * Files, patterns, folders and the standard input.
   *
   * @param what each the name of a file; a name with {@code *}, {@code ?} or {@code […]} for all
   *     files of a folder that match it, by name; a folder for all its files but hidden ones and
   *     those that begin with {@code _}, by name; {@code -} for the standard input
   * @param dialect how they are written
   * @return the input
   * @throws IOException if a folder cannot be read
   * @throws BadDataException if nothing is there, nothing matches, or a folder is empty
   */
  public static RowInput of(List<String> what, Dialect dialect) throws IOException {
    if (what.isEmpty()) {
      throw new BadDataException("input: no file is named, at least one is needed");
    }
    List<Path> files = new ArrayList<>();
    for (String one : what) {
      if (one.equals("-")) {
        files.add(STANDARD_INPUT);
      } else if (Files.isDirectory(Path.of(one))) {
        files.addAll(listed(Path.of(one), one, "*"));
      } else if (isPattern(one) && !Files.exists(Path.of(one))) {
        Path pattern = Path.of(one);
        Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
        files.addAll(listed(folder, one, pattern.getFileName().toString()));
      } else {
        files.add(Path.of(one));
      }
    }
    return new RowInput(files, dialect);
  }

  /**
   * One file.
   *
   * @param file the file
   * @return the input, in the dialect {@link Dialect#CSV}
   */
  public static RowInput of(Path file) {
    return of(file, Dialect.CSV);
  }

  /**
   * One file in some dialect.
   *
   * @param file the file
   * @param dialect how it is written
   * @return the input
   */
  public static RowInput of(Path file, Dialect dialect) {
    return new RowInput(List.of(file), dialect);
  }

  /**
   * The files, in the order in which they are read.
   *
   * @return at least one, immutable
   */
  public List<Path> files() {
    return files;
  }

  /**
   * Each file by itself, in their order.
   *
   * @return as many inputs as files
   */
  public List<RowInput> each() {
    return files.stream().map(file -> of(file, dialect)).toList();
  }

  /**
   * How they are written.
   *
   * @return the dialect
   */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * What messages and reports call it.
   *
   * @return the name of the file, or of the first and how many more there are
   */
  public String name() {
    return files.size() == 1
        ? files.get(0).toString()
        : files.get(0) + " and " + (files.size() - 1) + " more";
  }

  /**
   * The same where every cell must have a value.
   *
   * @return the input; pipes that were looked at lose nothing
   */
  public RowInput withoutMissing() {
    return new RowInput(files, dialect.withMissing(Set.of()), pipes);
  }

  /**
   * Bytes on disk, for progress.
   *
   * @return the sum over the files, or -1 where one of them is a pipe
   * @throws IOException if a size cannot be read
   */
  public long size() throws IOException {
    long size = 0;
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        return -1;
      }
      size += Files.size(file);
    }
    return size;
  }

  /**
   * Whether a second pass finds the same rows.
   *
   * @return false where a file is a pipe
   */
  public boolean isRereadable() {
    return files.stream().allMatch(RowInput::isRereadable);
  }

  private static boolean isRereadable(Path file) {
    return !Files.exists(file) || Files.isRegularFile(file);
  }

  /**
   * The column names.
   *
   * @return the header of the first file, immutable
   * @throws IOException if it cannot be read
   * @throws BadDataException if there is no such file, or no header
   */
  public List<String> header() throws IOException {
    try (RowCursor rows = look()) {
      return rows.header();
    }
  }

  /**
   * The columns that hold neither numbers nor texts, as the lists of a Parquet file do; a role that
   * reads one is refused.
   *
   * @return their names in the first file, immutable
   * @throws IOException if it cannot be read
   * @throws BadDataException as {@link #header}
   */
  public List<String> unreadable() throws IOException {
    try (RowCursor rows = look()) {
      rows.header();
      return rows.unreadable();
    }
  }

  /** The rows once more, from the first one on: those of a pipe are still to be read. */
  RowCursor look() throws IOException {
    return files.size() == 1
        ? look(0)
        : new ManyRows(files.stream().map(Path::toString).toList(), this::look);
  }

  private RowCursor look(int file) throws IOException {
    Path path = files.get(file);
    if (isRereadable(path)) {
      return RowFormats.open(path, dialect, null);
    }
    if (!pipes.containsKey(path)) {
      pipes.put(path, new PipeStart(path));
    }
    return RowFormats.open(RowBytes.of(path, pipes.get(path).look(), null), dialect);
  }

  private RowCursor open(int file, MessageDigest digest) throws IOException {
    Path path = files.get(file);
    return pipes.containsKey(path)
        ? RowFormats.open(RowBytes.of(path, pipes.get(path).all(), digest), dialect)
        : RowFormats.open(path, dialect, digest);
  }

  /**
   * Begins at the first row.
   *
   * @param roles what the columns are
   * @return the reader, before the first row; the caller closes it
   * @throws IOException if a file cannot be read
   * @throws BadDataException if a file or its header is not as expected; that of a later file is
   *     thrown where its first row is read
   */
  public RowReader open(ColumnRoles roles) throws IOException {
    return open(header -> roles, null, false);
  }

  /**
   * The same where a table may have no row: {@link RowReader#next} then says so at once, with null.
   *
   * @param roles what the columns are, given the header
   * @return the reader, before the first row; the caller closes it
   * @throws IOException if a file cannot be read
   * @throws BadDataException as {@link #open(ColumnRoles)}
   */
  public RowReader openAnyNumber(Function<List<String>, ColumnRoles> roles) throws IOException {
    return open(roles, null, true);
  }

  /**
   * The rows as what can be read several times.
   *
   * @param roles what the columns are
   * @return the source
   */
  public RowSource source(ColumnRoles roles) {
    return () -> open(roles);
  }

  /**
   * Reads all rows into memory.
   *
   * @param roles what the columns are
   * @return the rows
   * @throws IOException if a file cannot be read
   * @throws BadDataException if anything is not as expected, there is no row, or there are too many
   *     for one matrix
   */
  public LabelledRows readAll(ColumnRoles roles) throws IOException {
    try (BlockReader rows = open(header -> roles, null, false)) {
      return rows.rest();
    }
  }

  /**
   * Reads all rows into memory and says which bytes they were.
   *
   * @param roles what the columns are
   * @return the rows, and the SHA-256 of the bytes of all files, one after the other
   * @throws IOException if a file cannot be read
   * @throws BadDataException as {@link #readAll}
   */
  public CsvReader.DigestedRows readDigested(ColumnRoles roles) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (BlockReader rows = open(header -> roles, digest, false)) {
      return new CsvReader.DigestedRows(rows.rest(), Digests.hex(digest.digest()));
    }
  }

  private BlockReader open(
      Function<List<String>, ColumnRoles> roles, MessageDigest digest, boolean mayBeEmpty)
      throws IOException {
    RowCursor rows = cursor(digest);
    try {
      return new BlockReader(name(), rows, roles, mayBeEmpty);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** All rows; {@code digest} is given every byte that is read of the files, or is null. */
  RowCursor cursor(MessageDigest digest) throws IOException {
    return files.size() == 1
        ? open(0, digest)
        : new ManyRows(files.stream().map(Path::toString).toList(), file -> open(file, digest));
  }

  private static boolean isPattern(String name) {
    return name.matches(".*[*?\\[{].*");
  }

  private static List<Path> listed(Path folder, String what, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, pattern)) {
        for (Path file : all) {
          String name = file.getFileName().toString();
          if (Files.isRegularFile(file) && !name.startsWith(".") && !name.startsWith("_")) {
            found.add(file);
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new BadDataException(what + ": no file is there, at least one was expected");
    }
    found.sort(null);
    return found;
  }
}
