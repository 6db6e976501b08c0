package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.audit.attack.Learner;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * What an experiment found.
 *
 * @param experiment its name
 * @param dataSet the data set it ran on
 * @param about the rows that were used, one line
 * @param rows how many
 * @param features how many columns
 * @param dataSha256 of those rows and labels
 * @param seeds splits a mean is over
 * @param quick whether it was the short form, which is not to be quoted
 * @param seconds how long this run took (less than the whole, if it continued another)
 * @param tables what each table is about, in order
 * @param results the figures
 */
public record Results(
    String experiment,
    String dataSet,
    String about,
    int rows,
    int features,
    String dataSha256,
    int seeds,
    boolean quick,
    double seconds,
    List<Table> tables,
    List<Outcome> results) {

  /** Checks what a file may lack. */
  public Results {
    KeptJson.require(
        "experiment",
        experiment,
        "dataSet",
        dataSet,
        "about",
        about,
        "dataSha256",
        dataSha256,
        "tables",
        tables,
        "results",
        results);
    if (dataSha256.length() < SHOWN_DIGITS) {
      throw BadDataException.of("'dataSha256' is '%s', 64 digits are expected", dataSha256);
    }
  }

  /** Digits of a digest that a page shows. */
  static final int SHOWN_DIGITS = 12;

  /**
   * One table.
   *
   * @param title what is hidden and kept
   * @param protocol {@code paper} or {@code strict}
   * @param split who sees which rows
   * @param claim what the literature published
   * @param scaling what learners did to the columns
   * @param notes what is worth knowing of the fits: kernels and weights, by seed
   */
  public record Table(
      String title,
      String protocol,
      String split,
      String claim,
      String scaling,
      Map<String, List<String>> notes) {
    /** Checks what a file may lack. */
    public Table {
      KeptJson.require(
          "title",
          title,
          "protocol",
          protocol,
          "split",
          split,
          "claim",
          claim,
          "scaling",
          scaling,
          "notes",
          notes);
    }
  }

  static Results of(
      Experiment experiment, LabelledRows rows, String hash, Cells cells, double seconds) {
    Summary summary = new Summary();
    List<Table> tables = new ArrayList<>();
    for (int s = 0; s < experiment.studies().size(); s++) {
      Study study = experiment.studies().get(s);
      Map<String, List<String>> notes = new LinkedHashMap<>();
      for (int seed = 1; seed <= experiment.seeds(); seed++) {
        List<String> lines = cells.notes(Reproduction.notesCell(s, seed));
        if (!lines.isEmpty()) {
          notes.put("seed " + seed, lines);
        }
      }
      add(summary, experiment, s, cells);
      tables.add(
          new Table(
              study.title(),
              study.plan().protocol().toString(),
              study.plan().text(),
              study.claim(),
              study.scaling().toString(),
              notes));
    }
    return new Results(
        experiment.name(),
        experiment.dataSet(),
        experiment.about(),
        rows.size(),
        rows.features().size(),
        hash,
        experiment.seeds(),
        experiment.quick(),
        seconds,
        tables,
        summary.outcomes());
  }

  private static void add(Summary summary, Experiment experiment, int number, Cells cells) {
    Study study = experiment.studies().get(number);
    for (String release : study.releases().names()) {
      String method = Reproduction.methodOf(release);
      for (Question question : study.questions()) {
        if (!question.asksAbout(method)) {
          continue;
        }
        for (Learner learner : question.learners()) {
          for (int seed = 1; seed <= experiment.seeds(); seed++) {
            String cell = Reproduction.cell(number, seed, release, question, learner);
            for (Figure figure : cells.figures(cell)) {
              summary.add(number + 1, study.plan().protocol(), method, seed, figure);
            }
          }
        }
      }
    }
  }
}
