package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may read and write a file, where the file system keeps that (POSIX); elsewhere nothing is
 * asked and nothing set.
 */
final class FileAccess {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private FileAccess() {}

  /** Attributes of a new file that only its owner may read and write. */
  static FileAttribute<?>[] ownerOnlyFile(Path folder) {
    return attributes(folder, "rw-------");
  }

  /** Attributes of a new folder that only its owner may enter. */
  static FileAttribute<?>[] ownerOnlyFolder(Path parent) {
    return attributes(parent, "rwx------");
  }

  /** Lets nobody but its owner into a folder; returns the mode that it had, null for none. */
  static Set<PosixFilePermission> closeToOthers(Path folder) throws IOException {
    PosixFileAttributeView view = view(folder);
    if (view == null) {
      return null;
    }
    Set<PosixFilePermission> usual = view.readAttributes().permissions();
    view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    return usual;
  }

  /** Whether nobody but its owner may do anything with a file. */
  static boolean isOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = view(file);
    return view != null && Collections.disjoint(view.readAttributes().permissions(), OTHERS);
  }

  /** Whether nobody may write, by the file's mode: the superuser can, but was asked not to. */
  static boolean isReadOnly(Path file) {
    PosixFileAttributeView view = view(file);
    try {
      return view != null && Collections.disjoint(view.readAttributes().permissions(), WRITE);
    } catch (IOException e) {
      return false; // opening it will say why
    }
  }

  /**
   * The mode of a file that is made without asking for one: the umask's, or the folder's.
   *
   * @param unused where no file is, and none is afterwards
   * @return null where the file system keeps no modes
   */
  static Set<PosixFilePermission> usualMode(Path unused) throws IOException {
    if (view(unused.getParent()) == null) {
      return null;
    }
    Files.createFile(unused);
    try {
      return Files.getPosixFilePermissions(unused);
    } finally {
      Files.delete(unused);
    }
  }

  /**
   * Gives a new file the owner and group of the one it is to replace.
   *
   * @return the mode to give it when it is complete, null for none: that of the old file; where the
   *     group cannot be given, nobody is let in who was not: group and others get only what both
   *     had
   */
  static Set<PosixFilePermission> takeOver(Path from, Path to) throws IOException {
    PosixFileAttributeView target = view(to);
    PosixFileAttributeView source = view(from);
    if (source == null || target == null) {
      return null;
    }
    PosixFileAttributes wanted = source.readAttributes();
    PosixFileAttributes found = target.readAttributes();
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(wanted.permissions());
    if (!wanted.group().equals(found.group()) && !succeeds(() -> target.setGroup(wanted.group()))) {
      keepCommon(mode, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
      keepCommon(mode, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
      keepCommon(mode, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    }
    if (!wanted.owner().equals(found.owner())) {
      succeeds(() -> target.setOwner(wanted.owner())); // only the superuser may give a file away
    }
    return mode;
  }

  private static void keepCommon(
      Set<PosixFilePermission> mode, PosixFilePermission group, PosixFilePermission others) {
    if (!mode.contains(group) || !mode.contains(others)) {
      mode.remove(group);
      mode.remove(others);
    }
  }

  private static FileAttribute<?>[] attributes(Path beside, String mode) {
    return view(beside) == null
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        };
  }

  private static PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
  }

  private interface Change {
    void make() throws IOException;
  }

  private static boolean succeeds(Change change) {
    try {
      change.make();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
