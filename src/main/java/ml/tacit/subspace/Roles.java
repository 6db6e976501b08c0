package ml.tacit.subspace;

import java.util.List;
import ml.tacit.table.BadDataException;

/**
 * Which labels are to be kept and which to be hidden.
 *
 * @param keep utility labels
 * @param hide privacy labels
 * @param given the label within whose classes the hidden ones are made equal, or null
 */
public record Roles(List<String> keep, List<String> hide, String given) {

  /** No label plays a part. */
  public static final Roles NONE = new Roles(List.of(), List.of(), null);

  /** Copies the lists; a label named twice counts once. */
  public Roles {
    keep = keep.stream().distinct().toList();
    hide = hide.stream().distinct().toList();
  }

  /**
   * A label to keep.
   *
   * @param label its name
   * @return the roles
   */
  public static Roles keep(String label) {
    return new Roles(List.of(label), List.of(), null);
  }

  /**
   * Labels to hide.
   *
   * @param labels their names
   * @return the roles
   */
  public static Roles hide(String... labels) {
    return new Roles(List.of(), List.of(labels), null);
  }

  String oneToKeep(String method) {
    if (keep.size() != 1) {
      throw new BadDataException(
          "keep: %d labels %s, %s needs exactly one".formatted(keep.size(), keep, method));
    }
    return keep.get(0);
  }

  void requireHidden(String method) {
    if (hide.isEmpty()) {
      throw new BadDataException("hide: no label, " + method + " needs at least one");
    }
  }
}
