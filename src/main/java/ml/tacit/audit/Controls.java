package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Plan;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Answer;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Design;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.Permutations;
import ml.tacit.audit.statistics.StudentMean;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * Runs whose outcome is known: guesses that look at no row, an adversary that learns from permuted
 * labels, one who learns from noise.
 *
 * <p>The permuted one learns anew each time: the hidden labels of whole blocks of training rows
 * change places within their utility class. One such run may agree with the truth or contradict it,
 * where classes are few even strongly; over runs it agrees by chance only, which a t-test over the
 * runs looks at. If there is more, something between the rows and the figures is broken.
 */
final class Controls {
  /** By chance one control in a thousand fails; less often than that audits would be refused. */
  private static final double BROKEN = 0.001;

  private static final int NOISE_COLUMNS = 16;

  private final Supplier<List<Predictions>> permuted;
  private final Supplier<List<Predictions>> noise;

  /** Plans the runs; {@code cheap} is the adversary of the runs that learn. */
  Controls(
      Attacks batch,
      Adversary cheap,
      Plan like,
      AuditRows rows,
      Unit unit,
      int repeats,
      long seed) {
    List<Plan> plans = new ArrayList<>();
    for (int r = 0; r < repeats; r++) {
      LearningTask task = like.task();
      Blocks blocks =
          unit.equals(Unit.ROWS)
              ? Blocks.single(task.labels().length)
              : Blocks.of(task.given(), task.labels());
      int[] labels = permuted(task.labels(), task.given(), blocks, new SplittableRandom(seed + r));
      plans.add(
          new Plan("control: permuted labels", cheap, like.data(), like.task().withLabels(labels)));
    }
    permuted = batch.add(plans);
    AuditRows random = noise(rows, seed);
    noise =
        batch.add(
            List.of(
                new Plan(
                    "control: pure noise",
                    cheap,
                    random.attacked(Scaling.STANDARDISED, like.task().budget()),
                    like.task())));
  }

  /** The outcomes, guesses that look at nothing first. */
  List<Control> outcomes(
      ClassCodes kept,
      ClassCodes hidden,
      String keep,
      Design design,
      Limits limited,
      int permutations,
      long seed) {
    List<Control> list = new ArrayList<>();
    double chance = hidden.chance();
    list.add(
        new Control(
            "uniform guess", chance, chance, chance, Double.NaN, true, "one over the classes"));
    list.add(
        blind(
            "majority guess",
            IntStream.generate(hidden::commonest).limit(hidden.test().length).toArray(),
            "always the commonest class of the training rows",
            hidden,
            limited));
    if (keep != null) {
      list.add(
          blind(
              "majority per " + keep,
              perUtility(kept, hidden),
              "the commonest class of the training rows with the same '" + keep + "'",
              hidden,
              limited));
    }
    double blind = list.stream().mapToDouble(Control::accuracy).max().orElseThrow();
    list.add(permuted(hidden, blind));
    list.add(noise(hidden, design, limited, permutations, seed));
    return list;
  }

  private static Control blind(
      String name, int[] codes, String explanation, ClassCodes hidden, Limits limited) {
    double[] hits = hidden.hits(codes);
    double[] limits = limited.ofShares(List.of(hits))[0];
    double accuracy = Arrays.stream(hits).average().orElseThrow();
    return new Control(name, accuracy, limits[0], limits[1], Double.NaN, true, explanation);
  }

  private Control permuted(ClassCodes hidden, double blind) {
    double[] accuracies =
        permuted.get().stream()
            .mapToDouble(
                answer -> Arrays.stream(hidden.hits(answer.codes())).average().orElseThrow())
            .toArray();
    StudentMean runs = StudentMean.of(accuracies);
    double p = runs.pAbove(blind);
    double[] limits = runs.limits(0.95);
    return new Control(
        "permuted labels",
        runs.mean(),
        Math.max(0, limits[0]),
        Math.min(1, limits[1]),
        p,
        p > BROKEN,
        "learned anew "
            + accuracies.length
            + " times from labels permuted in whole units; must not beat a blind guess");
  }

  private Control noise(
      ClassCodes hidden, Design design, Limits limited, int permutations, long seed) {
    int[] codes = noise.get().get(0).codes();
    double[] hits = hidden.hits(codes);
    double[] limits = limited.ofShares(List.of(hits))[0];
    int[] nothing = new int[codes.length];
    int classes = hidden.names().size();
    List<Answer> answers = List.of(Answer.of(codes));
    double p = new Permutations(design, classes, answers, nothing, permutations, seed).joint();
    return new Control(
        "pure noise",
        Arrays.stream(hits).average().orElseThrow(),
        limits[0],
        limits[1],
        p,
        p > BROKEN,
        "learned from Gaussian noise in place of the rows; must not beat chance");
  }

  private static int[] perUtility(ClassCodes kept, ClassCodes hidden) {
    int[][] counts = new int[kept.names().size()][hidden.names().size()];
    for (int row = 0; row < kept.train().length; row++) {
      counts[kept.train()[row]][hidden.train()[row]]++;
    }
    return Arrays.stream(kept.test())
        .map(
            u ->
                u < 0
                    ? hidden.commonest()
                    : IntStream.range(0, hidden.names().size())
                        .reduce((a, b) -> counts[u][b] > counts[u][a] ? b : a)
                        .orElseThrow())
        .toArray();
  }

  /** The labels of whole blocks, changing places within their utility class. */
  static int[] permuted(int[] labels, int[] given, Blocks blocks, SplittableRandom random) {
    int[] label = blocks.shared(labels);
    int[] utility = blocks.shared(given);
    Map<Integer, List<Integer>> places = new TreeMap<>();
    for (int block = 0; block < label.length; block++) {
      places.computeIfAbsent(utility[block], key -> new ArrayList<>()).add(block);
    }
    for (List<Integer> stratum : places.values()) {
      for (int i = stratum.size() - 1; i > 0; i--) {
        int from = stratum.get(i);
        int to = stratum.get(random.nextInt(i + 1));
        int kept = label[from];
        label[from] = label[to];
        label[to] = kept;
      }
    }
    return Arrays.stream(blocks.of()).map(block -> label[block]).toArray();
  }

  private static AuditRows noise(AuditRows rows, long seed) {
    Random random = new Random(seed);
    int columns = Math.min(NOISE_COLUMNS, rows.train().features().size());
    return new AuditRows(noise(rows.train(), columns, random), noise(rows.test(), columns, random));
  }

  private static LabelledRows noise(LabelledRows rows, int columns, Random random) {
    DMatrixRMaj values = new DMatrixRMaj(rows.size(), columns);
    for (int i = 0; i < values.data.length; i++) {
      values.data[i] = random.nextGaussian();
    }
    return rows.withRows(IntStream.range(0, columns).mapToObj(j -> "noise " + j).toList(), values);
  }
}
