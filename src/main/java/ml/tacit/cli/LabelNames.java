package ml.tacit.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parts of file names for labels, in ASCII, so that they can be written under any locale.
 *
 * <p>All different, also where upper and lower case are one: labels that would look alike, or leave
 * no letter, get their position.
 */
final class LabelNames {
  private static final int LONGEST = 60;

  private LabelNames() {}

  /** A name for each label, in order. */
  static List<String> of(List<String> labels) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String label : labels) {
      names.add(free(plain(label), names.size() + 1, taken));
    }
    return names;
  }

  private static String plain(String label) {
    String plain = label.replaceAll("[^A-Za-z0-9_.-]", "_");
    return plain.substring(0, Math.min(LONGEST, plain.length()));
  }

  private static String free(String plain, int position, Set<String> taken) {
    boolean telling = plain.matches(".*[A-Za-z0-9].*");
    String name = telling ? plain : "label-" + position;
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name += "-" + position;
    }
    return name;
  }
}
