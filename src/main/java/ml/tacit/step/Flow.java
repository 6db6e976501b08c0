package ml.tacit.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The fitted rows on their way through a plan: every column that any step has made so far, and what
 * would be released if the plan ended here.
 *
 * <p>Columns are numbered as they appear, the raw ones first; a number is never given twice. The
 * values of a column are those that fresh rows would have: decisions and scores of the fitted rows
 * are out-of-fold. {@link #steps} wires the steps, so that a column is carried only as far as it is
 * needed. For one thread; an array, once made, is never written to again.
 */
final class Flow {
  private final LabelledRows data;
  private final Roles roles;
  private final long seed;
  private final byte[] key;
  private final String device;
  private final Shared shared;
  private final List<Column> columns = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private int[] released;
  private int[] coins;
  private int draws;
  private Residue residue;

  /** A fitted step, the columns it takes, and those it gives. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Made(Step step, int[] takes, int[] gives) {}

  /**
   * The start of a plan.
   *
   * @param key of {@link Coins}
   * @param device the label that tells devices apart, or null: the first label to hide
   * @param shared what other plans of the same rows, roles and seed have made already
   */
  Flow(LabelledRows data, Roles roles, long seed, byte[] key, String device, Shared shared) {
    this.data = data;
    this.roles = roles;
    this.seed = seed;
    this.key = key;
    this.device = device;
    this.shared = shared;
    int d = data.features().size();
    for (int j = 0; j < d; j++) {
      columns.add(Column.of(data.features().get(j), Column.Kind.RAW));
      values.add(null); // in data
    }
    this.released = range(0, d);
  }

  /** As it is here, to go on in another way; the columns made so far are the same arrays. */
  Flow copy() {
    Flow copy = new Flow(data, roles, seed, key, device, shared);
    copy.columns.clear();
    copy.columns.addAll(columns);
    copy.values.clear();
    copy.values.addAll(values);
    copy.made.addAll(made);
    copy.released = released;
    copy.coins = coins;
    copy.draws = draws;
    copy.residue = residue;
    return copy;
  }

  /**
   * What other plans of the same rows, roles and seed need, too: made once.
   *
   * @param key says all else that the value depends on
   * @param maker makes it
   */
  <T> T shared(Object key, Supplier<T> maker) {
    return shared.get(key, maker);
  }

  /** The fitted rows with their labels. */
  LabelledRows data() {
    return data;
  }

  /** What to keep and to hide. */
  Roles roles() {
    return roles;
  }

  /** Seed of what a part chooses at random while it fits. */
  long seed() {
    return seed;
  }

  /** Which device each fitted row is of. */
  Labels devices() {
    if (device == null && roles.toHide().isEmpty()) {
      throw new BadDataException(
          "device: no column is named and none is to hide; --device names it");
    }
    return data.label(device == null ? roles.toHide().get(0) : device);
  }

  /** The numbers of the raw columns, in their order. */
  int[] raw() {
    return range(0, data.features().size());
  }

  /** The numbers of the columns of a kind that would be released here. */
  int[] released(Column.Kind kind) {
    return Arrays.stream(released).filter(id -> columns.get(id).kind() == kind).toArray();
  }

  /** The numbers of the columns that would be released here. */
  int[] released() {
    return released.clone();
  }

  /** From now on these columns would be released, in this order. */
  void release(int... ids) {
    released = IntStream.of(ids).distinct().toArray();
  }

  /**
   * These columns, too, would be released; raw ones, which only the start of a plan has, no more.
   */
  void addReleased(int... ids) {
    release(
        IntStream.concat(
                Arrays.stream(released).filter(id -> columns.get(id).kind() != Column.Kind.RAW),
                Arrays.stream(ids))
            .toArray());
  }

  /** In place of some columns others would be released, at the place of the first. */
  void replaceReleased(int[] ids, int[] others) {
    Set<Integer> gone = set(ids);
    int at = (int) Arrays.stream(released).takeWhile(id -> !gone.contains(id)).count();
    int[] rest = Arrays.stream(released).filter(id -> !gone.contains(id)).toArray();
    release(
        IntStream.concat(
                IntStream.concat(Arrays.stream(rest).limit(at), Arrays.stream(others)),
                Arrays.stream(rest).skip(at))
            .toArray());
  }

  /**
   * The first decision that would be released here: one that was answered at random is the answer,
   * so that nothing later goes around it.
   *
   * @param word of the part that needs it
   */
  int decision(String word) {
    return Arrays.stream(released(Column.Kind.DECISION))
        .findFirst()
        .orElseThrow(
            () ->
                new BadDataException(
                    "steps: " + word + ": there is no decision; 'decide' before it makes one"));
  }

  /** Some labels as one: their combinations. */
  Labels crossed(List<String> labels) {
    return labels.stream().map(data::label).reduce(Labels::crossed).orElseThrow();
  }

  /**
   * The cells in which rows follow each other in time: each combination of the hidden labels with
   * the classes of some labels.
   */
  Labels cells(List<String> labels) {
    return crossed(Stream.concat(labels.stream(), roles.toHide().stream()).toList());
  }

  /** The same with the classes of one label. */
  Labels cells(String label) {
    return cells(List.of(label));
  }

  /** What is left of a row beside its decision, where a part said so. */
  Optional<Residue> residue() {
    return Optional.ofNullable(residue);
  }

  /** From now on this is what is left; null for nothing that is known. */
  void residue(Residue rest) {
    residue = rest;
  }

  /** The number of a raw column. */
  int rawColumn(String word, String name) {
    int id = data.features().indexOf(name);
    if (id < 0) {
      throw new BadDataException(
          "steps: " + word + ": no column '" + name + "' among the features");
    }
    return id;
  }

  /** A column is of another kind from now on: a raw one that goes along, say. */
  void mark(int id, Column.Kind kind) {
    columns.set(id, Column.of(columns.get(id).name(), kind));
  }

  /** What is known of a column. */
  Column column(int id) {
    return columns.get(id);
  }

  /** The numbers of the two columns of {@link Coins}, made at the first call. */
  int[] coins() {
    if (coins == null) {
      int d = data.features().size();
      Column coin = Column.of("coin", Column.Kind.COIN);
      coins = add(new Coins(d, key), raw(), List.of(coin, coin));
    }
    return coins.clone();
  }

  /** A number for a step that draws, so that no two steps draw the same. */
  int nextDraw() {
    return draws++;
  }

  /** Columns of the fitted rows side by side; only to be read. */
  DMatrixRMaj values(int... ids) {
    if (Arrays.equals(ids, raw())) {
      return data.rows();
    }
    int n = data.size();
    int d = data.features().size();
    DMatrixRMaj some = new DMatrixRMaj(n, ids.length);
    for (int j = 0; j < ids.length; j++) {
      double[] column = values.get(ids[j]);
      for (int i = 0; i < n; i++) {
        some.data[i * ids.length + j] =
            column == null ? data.rows().data[i * d + ids[j]] : column[i];
      }
    }
    return some;
  }

  /** Adds a step whose outputs on fitted rows are those of fresh rows. */
  int[] add(Step step, int[] takes, List<Column> gives) {
    return add(step, takes, gives, step.apply(values(takes)));
  }

  /**
   * Adds a step.
   *
   * @param takes the numbers of its inputs
   * @param gives its outputs
   * @param fresh what it gives for the fitted rows as if they were fresh, n × outputs
   * @return the numbers of its outputs
   */
  int[] add(Step step, int[] takes, List<Column> gives, DMatrixRMaj fresh) {
    int first = columns.size();
    for (int j = 0; j < gives.size(); j++) {
      double[] column = new double[fresh.numRows];
      for (int i = 0; i < column.length; i++) {
        column[i] = fresh.data[i * fresh.numCols + j];
      }
      columns.add(gives.get(j));
      values.add(column);
    }
    int[] ids = range(first, columns.size());
    made.add(new Made(step, takes.clone(), ids));
    return ids;
  }

  /**
   * The steps, wired: each keeps what a later one takes or what is released, no more.
   *
   * @return at least one; its last outputs are {@link #outputs}
   */
  List<Step> steps() {
    List<Made> needed = needed();
    List<Step> steps = new ArrayList<>();
    int[] here = raw();
    for (int k = 0; k < needed.size(); k++) {
      Made step = needed.get(k);
      Set<Integer> later = later(needed, k);
      int[] keep = Arrays.stream(here).filter(later::contains).toArray();
      steps.add(new On(here.length, positions(keep, here), positions(step.takes, here), step.step));
      here = IntStream.concat(Arrays.stream(keep), Arrays.stream(step.gives)).toArray();
    }
    if (!Arrays.equals(here, released)) {
      steps.add(new Select(here.length, positions(released, here)));
    }
    if (steps.isEmpty()) {
      throw new BadDataException("steps: none changes what is released");
    }
    return steps;
  }

  /** What is released, in order. */
  List<Column> outputs() {
    return Arrays.stream(released).mapToObj(columns::get).toList();
  }

  /** The fitted rows as they would be released. */
  DMatrixRMaj outputValues() {
    return values(released);
  }

  /** The steps that something released depends on. */
  private List<Made> needed() {
    Set<Integer> wanted = set(released);
    List<Made> needed = new ArrayList<>();
    for (int k = made.size() - 1; k >= 0; k--) {
      Made step = made.get(k);
      if (Arrays.stream(step.gives).anyMatch(wanted::contains)) {
        needed.add(0, step);
        Arrays.stream(step.takes).forEach(wanted::add);
      }
    }
    return needed;
  }

  private Set<Integer> later(List<Made> needed, int k) {
    Set<Integer> later = set(released);
    needed
        .subList(k + 1, needed.size())
        .forEach(step -> Arrays.stream(step.takes).forEach(later::add));
    return later;
  }

  private static int[] positions(int[] ids, int[] among) {
    return Arrays.stream(ids)
        .map(
            id ->
                IntStream.range(0, among.length)
                    .filter(p -> among[p] == id)
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  private static Set<Integer> set(int[] ids) {
    Set<Integer> set = new LinkedHashSet<>();
    Arrays.stream(ids).forEach(set::add);
    return set;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }
}
