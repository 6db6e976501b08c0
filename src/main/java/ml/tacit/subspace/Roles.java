package ml.tacit.subspace;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;

/**
 * Which labels are to be kept and which to be hidden: {@code Roles.hide("subject")}, {@code
 * Roles.keep("activity").withHide("subject").withGiven("activity")}.
 *
 * <p>A fit to bare matrices has labels without names: its roles are not {@link #isNamed named}, and
 * a release cannot be made of them, since it could not tell which column to leave out.
 *
 * @param toKeep utility labels, each once
 * @param toHide privacy labels, each once
 * @param given the label within whose classes the hidden ones are made equal, or null
 * @param isNamed whether these are the names of the caller's columns
 */
public record Roles(List<String> toKeep, List<String> toHide, String given, boolean isNamed) {

  /** No label plays a part. */
  public static final Roles NONE = new Roles(List.of(), List.of(), null, true);

  /** Copies the lists; a label named twice counts once. */
  public Roles {
    toKeep = toKeep.stream().distinct().toList();
    toHide = toHide.stream().distinct().toList();
  }

  /**
   * Labels to keep.
   *
   * @param labels their names
   * @return the roles
   */
  public static Roles keep(String... labels) {
    return NONE.withKeep(labels);
  }

  /**
   * Labels to hide.
   *
   * @param labels their names
   * @return the roles
   */
  public static Roles hide(String... labels) {
    return NONE.withHide(labels);
  }

  /**
   * The same with these labels to keep.
   *
   * @param labels their names
   * @return the roles
   */
  public Roles withKeep(String... labels) {
    return withKeep(List.of(labels));
  }

  /**
   * The same with these labels to keep.
   *
   * @param labels their names
   * @return the roles
   */
  public Roles withKeep(List<String> labels) {
    return new Roles(labels, toHide, given, isNamed);
  }

  /**
   * The same with these labels to hide.
   *
   * @param labels their names
   * @return the roles
   */
  public Roles withHide(String... labels) {
    return withHide(List.of(labels));
  }

  /**
   * The same with these labels to hide.
   *
   * @param labels their names
   * @return the roles
   */
  public Roles withHide(List<String> labels) {
    return new Roles(toKeep, labels, given, isNamed);
  }

  /**
   * The same, hiding within each class of a label.
   *
   * @param label its name, or null for none
   * @return the roles
   */
  public Roles withGiven(String label) {
    return new Roles(toKeep, toHide, label, isNamed);
  }

  /**
   * All labels that play a part.
   *
   * @return their names, each once: to keep, to hide, given
   */
  public List<String> labels() {
    return Stream.of(toKeep.stream(), toHide.stream(), Stream.ofNullable(given))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /**
   * The same without names: those here stand for labels that came as bare vectors.
   *
   * @return the roles, not {@link #isNamed named}
   */
  public Roles unnamed() {
    return new Roles(toKeep, toHide, given, false);
  }

  String oneToKeep(String method) {
    if (toKeep.size() != 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "keep: %d labels %s, %s needs exactly one",
              toKeep.size(),
              toKeep,
              method));
    }
    return toKeep.get(0);
  }

  void requireHidden(String method) {
    if (toHide.isEmpty()) {
      throw new BadDataException("hide: no label, " + method + " needs at least one");
    }
  }
}
