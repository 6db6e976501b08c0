package ml.tacit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a folder may hold after a command that did not end well.
 *
 * @param old the digests of the files that were there before, by name
 * @param fresh of those that the command makes
 */
record Results(Map<String, String> old, Map<String, String> fresh) {
  private static final String MANIFEST = "manifest.json";

  /**
   * Each file is old or new and none is missing; in a folder of results that is said of folders
   * with a manifest, and they are of one run.
   *
   * @param parts whether temporary files may be there, as after a crash
   * @return what is wrong, in words; nothing if all is well
   */
  String broken(Map<String, String> found, boolean parts) {
    List<String> broken = new ArrayList<>();
    found.forEach(
        (name, digest) -> {
          boolean part = parts && isPart(name);
          if (!part && !digest.equals(old.get(name)) && !digest.equals(fresh.get(name))) {
            broken.add(name + " is neither old nor new");
          }
        });
    boolean manifest =
        found.keySet().stream().anyMatch(name -> name.endsWith(MANIFEST) && !isPart(name));
    for (String name : old.keySet()) {
      boolean inFolder = name.contains("/");
      if (!found.containsKey(name) && (!inFolder || manifest)) {
        broken.add(name + " is missing");
      }
    }
    if (manifest && !isOf(found, old) && !isOf(found, fresh)) {
      broken.add("a manifest beside files of two runs");
    }
    if (isNew("state", found) && !isNew("out.csv", found)) {
      broken.add("the state is new beside old rows");
    }
    return String.join(", ", broken);
  }

  static boolean isPart(String name) {
    return name.endsWith(".part") || name.contains(".parts/") || name.contains("/.tacit-next/");
  }

  private static boolean isOf(Map<String, String> found, Map<String, String> run) {
    return found.entrySet().stream()
        .filter(file -> !isPart(file.getKey()))
        .allMatch(file -> file.getValue().equals(run.get(file.getKey())));
  }

  private boolean isNew(String name, Map<String, String> found) {
    return found.containsKey(name)
        && found.get(name).equals(fresh.get(name))
        && !fresh.get(name).equals(old.get(name));
  }
}
