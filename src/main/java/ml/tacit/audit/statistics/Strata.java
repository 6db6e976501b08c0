package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The units of a {@link Design} by stratum, and how many of each class there are. */
final class Strata {
  private final int[] label;
  private final int classes;
  private final int[][] units; // per stratum
  private final int[][] holders; // per stratum: units of each class; last those of none
  private final int[] ofClass;

  Strata(Design design, int classes) {
    this.label = design.label();
    this.classes = classes;
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    for (int s : design.stratum()) {
      sizes.merge(s, 1, Integer::sum);
    }
    TreeMap<Integer, Integer> numbers = new TreeMap<>();
    sizes.keySet().forEach(s -> numbers.put(s, numbers.size()));
    units = sizes.values().stream().map(int[]::new).toArray(int[][]::new);
    holders = new int[units.length][classes + 1];
    ofClass = new int[classes + 1];
    int[] next = new int[units.length];
    for (int u = 0; u < label.length; u++) {
      int s = numbers.get(design.stratum()[u]);
      units[s][next[s]++] = u;
      holders[s][column(label[u])]++;
      ofClass[column(label[u])]++;
    }
  }

  /** The place of a label: those that nobody can name come last. */
  private int column(int code) {
    return code < 0 ? classes : code;
  }

  int count() {
    return units.length;
  }

  int classes() {
    return classes;
  }

  int unitCount() {
    return label.length;
  }

  int[] units(int s) {
    return units[s];
  }

  /** Units of a class in a stratum. */
  int holders(int s, int c) {
    return holders[s][c];
  }

  /** Units of a class. */
  int ofClass(int c) {
    return ofClass[c];
  }

  /** Classes that have a unit. */
  int present() {
    return (int) Arrays.stream(ofClass).limit(classes).filter(n -> n > 0).count();
  }

  int[] labels() {
    return label.clone();
  }

  /** Deals the labels of every stratum to its units anew. */
  void shuffle(int[] labels, SplittableRandom random) {
    for (int[] stratum : units) {
      for (int i = stratum.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = labels[stratum[i]];
        labels[stratum[i]] = labels[stratum[j]];
        labels[stratum[j]] = kept;
      }
    }
  }

  /** The units by class, ascending within each; those of class c start at {@link #first}. */
  void order(int[] labels, int[] order) {
    int[] next = new int[classes + 1];
    for (int c = 0; c < classes; c++) {
      next[c + 1] = next[c] + ofClass[c];
    }
    for (int u = 0; u < labels.length; u++) {
      order[next[column(labels[u])]++] = u;
    }
  }

  /** Where the units of a class start in {@link #order}. */
  int first(int c) {
    int first = 0;
    for (int before = 0; before < c; before++) {
      first += ofClass[before];
    }
    return first;
  }
}
