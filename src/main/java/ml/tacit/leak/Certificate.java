package ml.tacit.leak;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * How much a release of finitely many cells can tell, at most, about who it is of: an upper limit,
 * at 95 % confidence, of the accuracy of every attacker.
 *
 * <p>Let p(z, y, c) be the share of rows of person z doing y that show cell c. The best attacker
 * who knows y and the true distributions is right with probability V = Σ_{y,c} max_z p(z, y, c).
 * The plug-in value Σ_{y,c} max_z n_zyc / n is what counting reaches on the very rows it counted;
 * its mean is at least V, since a maximum is convex. {@code certified} is above V with probability
 * at least 0.95, so that no attacker, known or not, who learns from however many rows, names the
 * person of one fresh row with a larger probability.
 *
 * <p>The rows must not have been used to fit the release, nor to choose it, unless it was
 * {@linkplain #ofChosen chosen among a counted number}; and they must come in the order of time
 * within each (person, utility class) run. Blocks of consecutive rows are taken as independent. The
 * target is V for people and utility classes in the proportions of these rows. {@link #assumptions}
 * says so in words.
 *
 * <p>The limit is that of the binomial tail of N trials, N about the number of blocks; see the
 * class {@code UpperLimit} for its proof. For w rows of one (person, utility class) together, the
 * multiset of their cells is one symbol and the group is the unit.
 *
 * <p>Instances are immutable and thread-safe; the same rows give the same figures.
 *
 * @param certified the upper limit of V, from {@code plugIn} to 1
 * @param plugIn V by counting on the rows of the bound, from {@code prior} to 1
 * @param prior V of an attacker who sees y only: chance
 * @param floor the mean of {@code plugIn} over deals in which cells tell nothing beyond y: what few
 *     rows alone make of chance
 * @param blockLength rows of a block, at most those of the longest run
 * @param together the same for several rows at once
 * @param sensitivity {@code certified} for other block lengths
 * @param confidence of every limit, each taken alone: 0.95, for whichever candidate was chosen
 * @param candidates how many releases the limit holds for at once: 1 unless it was chosen among
 *     more on these rows
 * @param rows rows that the bound is made on
 * @param blocks independent blocks that they make
 * @param lookedAt rows that the choice of the block length looked at, and the bound did not
 * @param method the inequality in words
 * @param assumptions what must hold for the bound, in sentences
 */
public record Certificate(
    double certified,
    double plugIn,
    double prior,
    double floor,
    int blockLength,
    List<Together> together,
    List<Sensitivity> sensitivity,
    double confidence,
    int candidates,
    int rows,
    int blocks,
    int lookedAt,
    String method,
    List<String> assumptions) {
  /** The confidence of every certificate. */
  public static final double CONFIDENCE = 0.95;

  static final double DELTA = 0.05;

  /** Of {@link #DELTA}, what the bound by distances takes where there are two bounds. */
  private static final double DISTANCE_SHARE = 0.1;

  private static final int[] BLOCKS_TRIED = {1, 5, 10, 20, Integer.MAX_VALUE};

  private static final String METHOD =
      "binomial tail of the best attacker's hits, at the plug-in value, over independent blocks";

  /**
   * What is reached on several rows of one person and utility class together.
   *
   * @param rows how many rows are seen together, in their order
   * @param certified the upper limit; 1 where nothing better can be said
   * @param plugIn by counting multisets of cells; NaN if no run has as many rows
   * @param prior by the utility class alone, of the groups; NaN if no run has as many rows
   * @param byDistance whether the limit is prior + rows · distance of the people, which takes the
   *     rows of one person and utility class as independent; it may be below {@code plugIn}, which
   *     is too high where there are more multisets than groups
   */
  public record Together(
      int rows, double certified, double plugIn, double prior, boolean byDistance) {}

  /**
   * The limit if blocks were of another length.
   *
   * @param block rows of a block; {@link Integer#MAX_VALUE} where each run is one
   * @param certified the upper limit of V
   */
  public record Sensitivity(int block, double certified) {
    /**
     * Whether no two rows of one person and utility class are taken as independent.
     *
     * @return true if each run is one block
     */
    public boolean isWholeRun() {
      return block == Integer.MAX_VALUE;
    }
  }

  /** Copies the lists. */
  public Certificate {
    together = List.copyOf(together);
    sensitivity = List.copyOf(sensitivity);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * Certifies on all rows, with a block length known beforehand; every row counts the same.
   *
   * @param cells what is released, a class per row, in the order of time
   * @param hide whom it is of, for the same rows
   * @param given the utility label that the attacker knows, or null if it knows none
   * @param block rows of a block, at least 1
   * @return the certificate, for 1, 5 and 20 rows together
   * @throws BadDataException if the labels differ in length, there is no row, the hidden label has
   *     one class, or the block is less than 1
   */
  public static Certificate of(Labels cells, Labels hide, Labels given, int block) {
    return of(cells, hide, given, BlockLength.of(block), Weighting.ROWS, 1, 5, 20);
  }

  /**
   * Certifies on the rows that the block length has not looked at.
   *
   * @param cells what is released, a class per row, in the order of time
   * @param hide whom it is of, for the same rows
   * @param given the utility label that the attacker knows, or null if it knows none
   * @param block given, or chosen on the first third of the same rows
   * @param weighting of the people
   * @param together how many rows are seen together, each at least 1
   * @return the certificate
   * @throws BadDataException if the labels differ in length, there is no row, the hidden label has
   *     one class, or a number of rows is less than 1
   */
  public static Certificate of(
      Labels cells,
      Labels hide,
      Labels given,
      BlockLength block,
      Weighting weighting,
      int... together) {
    return ofChosen(1, cells, hide, given, block, weighting, together);
  }

  /**
   * Certifies a release that was chosen, on these rows perhaps, among several that were fitted
   * without them.
   *
   * <p>Each of the n candidates has the limit of confidence 1 − 0.05/n. By the union bound all n
   * limits hold together with probability 0.95 at least, hence that of the chosen one, whatever it
   * was chosen by.
   *
   * @param candidates how many there were to choose from, at least 1: all that were listed before a
   *     row was looked at, those dropped early among them; with 1 the rows must not have been used
   *     to choose
   * @param cells what is released, a class per row, in the order of time
   * @param hide whom it is of, for the same rows
   * @param given the utility label that the attacker knows, or null if it knows none
   * @param block given, or chosen on the first third of the same rows
   * @param weighting of the people
   * @param together how many rows are seen together, each at least 1
   * @return the certificate
   * @throws BadDataException as for {@link #of(Labels, Labels, Labels, BlockLength, Weighting,
   *     int...)}, or if there is no candidate
   */
  public static Certificate ofChosen(
      int candidates,
      Labels cells,
      Labels hide,
      Labels given,
      BlockLength block,
      Weighting weighting,
      int... together) {
    if (candidates < 1) {
      throw BadDataException.of("candidates: found %d, expected at least 1", candidates);
    }
    requireSameLength(cells, hide, given);
    boolean[] looked = block.looked();
    if (looked != null && looked.length != cells.size()) {
      throw BadDataException.of(
          "block: it was chosen on %d rows, expected %d as here", looked.length, cells.size());
    }
    Runs runs = Runs.of(cells, hide, given, block.others(), weighting);
    runs.check();
    Runs other = looked == null ? null : Runs.of(cells, hide, given, looked, weighting);
    Blocks blocks = Blocks.of(runs, block.rows());
    double delta = DELTA / candidates;
    List<Sensitivity> sensitivity = new ArrayList<>();
    for (int length : BLOCKS_TRIED) {
      sensitivity.add(new Sensitivity(length, limit(runs, length, delta)));
    }
    List<Together> groups =
        Arrays.stream(together)
            .mapToObj(w -> together(runs, other, block, weighting, w, delta))
            .toList();
    return new Certificate(
        limit(runs, block.rows(), delta),
        runs.plugIn(),
        runs.prior(),
        Floor.of(runs, block.rows()),
        Math.min(block.rows(), runs.longest()),
        groups,
        sensitivity,
        CONFIDENCE,
        candidates,
        runs.cells().length,
        blocks.count(),
        block.lookedAt(),
        METHOD,
        assumptions(block, given != null, weighting, groups, candidates));
  }

  /**
   * The confidence that each candidate's limit has by itself.
   *
   * @return 1 − (1 − confidence) / candidates
   */
  public double confidenceOfEach() {
    return 1 - (1 - confidence) / candidates;
  }

  /**
   * The same with a share added to every limit, for each row seen: what numbers beside the cell may
   * tell, say {@link NoiseBound#totalVariation}. Counted figures stay those of the cells.
   *
   * @param share at least 0
   * @return the certificate of cell and numbers; limits are at most 1
   */
  public Certificate plus(double share) {
    return new Certificate(
        Math.min(1, certified + share),
        plugIn,
        prior,
        floor,
        blockLength,
        together.stream()
            .map(
                one ->
                    new Together(
                        one.rows,
                        Math.min(1, one.certified + one.rows * share),
                        one.plugIn,
                        one.prior,
                        one.byDistance))
            .toList(),
        sensitivity.stream()
            .map(one -> new Sensitivity(one.block, Math.min(1, one.certified + share)))
            .toList(),
        confidence,
        candidates,
        rows,
        blocks,
        lookedAt,
        method,
        assumptions);
  }

  /**
   * The same with one more assumption.
   *
   * @param sentence what must hold besides
   * @return the certificate with the same figures
   */
  public Certificate withAssumption(String sentence) {
    List<String> all = new ArrayList<>(assumptions);
    all.add(sentence);
    return new Certificate(
        certified,
        plugIn,
        prior,
        floor,
        blockLength,
        together,
        sensitivity,
        confidence,
        candidates,
        rows,
        blocks,
        lookedAt,
        method,
        all);
  }

  /** With one symbol there is nothing to learn, whatever the rows are. */
  static double limit(Runs runs, int length, double delta) {
    return runs.symbols() == 1
        ? runs.prior()
        : UpperLimit.of(runs.plugIn(), Blocks.of(runs, length), delta);
  }

  /** What {@link #of} says of so many rows. */
  static Together together(
      Labels cells, Labels hide, Labels given, BlockLength block, Weighting weighting, int w) {
    Runs runs = Runs.of(cells, hide, given, block.others(), weighting);
    boolean[] looked = block.looked();
    Runs other = looked == null ? null : Runs.of(cells, hide, given, looked, weighting);
    return together(runs, other, block, weighting, w, DELTA);
  }

  private static Together together(
      Runs rows, Runs other, BlockLength block, Weighting weighting, int w, double delta) {
    if (w < 1) {
      throw BadDataException.of("rows together: found %d, expected at least 1", w);
    }
    if (w == 1) {
      return new Together(1, limit(rows, block.rows(), delta), rows.plugIn(), rows.prior(), false);
    }
    Runs groups = Groups.of(rows, w, weighting);
    if (groups.people() < 2) {
      return new Together(w, 1, Double.NaN, Double.NaN, false);
    }
    int length = (int) ((block.rows() + (long) w - 1) / w);
    if (rows.symbols() == 1 || other == null) {
      boolean one = rows.symbols() == 1;
      double limit = one ? groups.prior() : seen(groups, length, delta);
      return new Together(w, limit, groups.plugIn(), groups.prior(), false);
    }
    double seen = seen(groups, length, delta * (1 - DISTANCE_SHARE));
    Runs grouped = Groups.rows(rows, w, weighting);
    double distance =
        Distance.limit(grouped, other, Blocks.of(grouped, block.rows()), delta * DISTANCE_SHARE);
    double apart = groups.prior() + w * distance;
    return new Together(w, Math.min(seen, apart), groups.plugIn(), groups.prior(), apart < seen);
  }

  /** That only one symbol was seen does not say that there is no other. */
  private static double seen(Runs groups, int length, double delta) {
    return UpperLimit.of(groups.plugIn(), Blocks.of(groups, length), delta);
  }

  private static List<String> assumptions(
      BlockLength block,
      boolean known,
      Weighting weighting,
      List<Together> groups,
      int candidates) {
    String length =
        block.rows() == Integer.MAX_VALUE
            ? "Each run of rows of one person" + (known ? " and utility class" : "")
            : String.format(
                Locale.ROOT, "Blocks of %d row%s", block.rows(), block.rows() == 1 ? "" : "s");
    List<String> all = new ArrayList<>();
    all.add(
        length
            + (block.rows() == Integer.MAX_VALUE
                ? " is independent of the others"
                : " are independent of one another")
            + (block.isChosen()
                ? "; the length was chosen on the first third of each run, the bound is made on the rest."
                : "; the length was given."));
    all.add(
        "Fresh rows come from the same people with the same habits, "
            + (weighting == Weighting.ROWS
                ? "in the proportions of these rows."
                : "each person as often as any other" + (known ? " in a utility class." : ".")));
    all.add(
        candidates == 1
            ? "No row here was used to fit or to choose the release."
            : String.format(
                Locale.ROOT,
                "No row here was used to fit the release, nor any of the %d candidates that it was chosen among;"
                    + " the bound holds for all %d at once, each at %s %% confidence.",
                candidates,
                candidates,
                BigDecimal.valueOf(100 - 100 * DELTA / candidates)
                    .round(new MathContext(5))
                    .stripTrailingZeros()
                    .toPlainString()));
    all.add(
        known
            ? "The attacker may know the utility class of the row."
            : "The attacker does not know the utility class of the row.");
    String apart =
        groups.stream()
            .filter(Together::byDistance)
            .map(one -> String.valueOf(one.rows()))
            .collect(Collectors.joining(", "));
    if (!apart.isEmpty()) {
      all.add(
          "For "
              + apart
              + " rows together: given the person and the utility class, they are independent.");
    }
    return all;
  }

  static void requireSameLength(Labels cells, Labels hide, Labels given) {
    if (hide.size() != cells.size() || (given != null && given.size() != cells.size())) {
      throw BadDataException.of(
          "certificate: found %d cells, %d hidden labels%s; expected as many of each",
          cells.size(),
          hide.size(),
          given == null ? "" : " and " + given.size() + " utility labels");
    }
  }
}
