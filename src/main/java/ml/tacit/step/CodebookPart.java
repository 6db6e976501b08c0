package ml.tacit.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ml.tacit.matrix.Interruption;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code codebook K --leak E}: each row becomes one of K rows in the original columns, each the
 * middle of many fitted ones, by the channel of {@link GamePart}.
 *
 * @param ask what is asked of the channel
 * @param rows fitted rows behind each centre at least
 * @param people hidden classes behind each centre at least; all of them where there are fewer
 * @param rest how much the columns as a whole weigh beside the label to keep
 */
record CodebookPart(ChannelAsk ask, int rows, int people, double rest) implements Part {
  static final String WORD = "codebook";

  private static final int ROWS = 10;
  private static final int PEOPLE = 3;
  private static final double REST = 0.05;
  private static final int COMPONENTS = 15;

  /** Spread of what atoms tell of the label to hide, in units of the components' spread. */
  private static final double SCORES = 3;

  static CodebookPart parse(PartText text) {
    int rows = text.count("--rows", ROWS, 2, Integer.MAX_VALUE);
    int people = text.count("--people", PEOPLE, 1, Integer.MAX_VALUE);
    double rest = text.number("--rest", REST, 0, 1000);
    return new CodebookPart(ChannelAsk.parse(text), rows, people, rest);
  }

  @Override
  public void fit(Flow flow) {
    Scoring scoring = Scoring.fit(flow, WORD, ask.scorer());
    int[] components = components(flow);
    double spread = Scoring.spread(flow.values(components));
    double[] weights = scoring.weights(flow, SCORES * spread);
    Odds odds = new Odds(scoring.groups(), weights, components.length);
    int[] coordinates =
        flow.add(
            odds,
            IntStream.concat(Arrays.stream(scoring.all()), Arrays.stream(components)).toArray(),
            Scoring.columns(odds.outputs()));
    DMatrixRMaj shares = Scoring.shares(flow, scoring.keepScores());
    ChannelRows channelRows =
        new ChannelRows(
            scoring.keep(),
            scoring.hide(),
            shares,
            Scoring.shares(flow, scoring.hideScores()),
            flow.values(coordinates),
            points(shares, flow.values(components)),
            flow.seed());
    ChannelSteps steps = ChannelSteps.choose(channelRows, ask, scoring);
    ChannelRows.Fitted fitted = steps.inOrder(channelRows.fit(steps.ask()));
    int[] takes = ChannelSteps.addAtoms(flow, coordinates, fitted.atoms());
    int least = leastPeople(scoring.hide());
    while (true) {
      Interruption.check();
      Draw draw = steps.draw(flow, fitted.channel());
      Members members = Members.of(draw.apply(flow.values(takes)), scoring.hide(), draw);
      int[] kept = members.holding(rows, least);
      if (kept.length == draw.channel().numCols) {
        add(flow, ChannelSteps.addDraw(flow, takes, draw), members);
        return;
      }
      if (kept.length == 0) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "steps: '%s': no centre has %d of the %d fitted rows, of %d hidden classes",
                this,
                rows,
                flow.data().size(),
                least));
      }
      fitted =
          steps.inOrder(
              channelRows.refit(steps.ask(), fitted.atoms(), fitted.channel().places(kept)));
    }
  }

  @Override
  public boolean isLast() {
    return true; // d columns more
  }

  private int leastPeople(Labels hide) {
    return (int) Math.min(people, Arrays.stream(hide.counts()).filter(c -> c > 0).count());
  }

  /** Components of the standardised columns, which say what rows are like as a whole. */
  private static int[] components(Flow flow) {
    DMatrixRMaj rows = flow.data().rows();
    int[] components = flow.raw();
    int count = Math.min(COMPONENTS, rows.numCols);
    for (Step step : Pca.components(count).fit(rows).steps()) {
      components = flow.add(step, components, Scoring.columns(step.outputs()));
    }
    return components;
  }

  /** Probabilities of spread 1, then components of spread {@link #rest}. */
  private DMatrixRMaj points(DMatrixRMaj shares, DMatrixRMaj components) {
    double ofShares = 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, Scoring.spread(shares)));
    double ofComponents = Math.sqrt(rest / Math.max(Double.MIN_NORMAL, Scoring.spread(components)));
    DMatrixRMaj points = new DMatrixRMaj(shares.numRows, shares.numCols + components.numCols);
    for (int i = 0; i < points.numRows; i++) {
      int at = i * points.numCols;
      for (int j = 0; j < shares.numCols; j++) {
        points.data[at + j] = ofShares * shares.data[i * shares.numCols + j];
      }
      for (int j = 0; j < components.numCols; j++) {
        points.data[at + shares.numCols + j] =
            ofComponents * components.data[i * components.numCols + j];
      }
    }
    return points;
  }

  private static void add(Flow flow, int cell, Members members) {
    LabelledRows data = flow.data();
    CodebookRows middles = new CodebookRows(data);
    DMatrixRMaj centres = new DMatrixRMaj(members.rows().size(), data.features().size());
    for (int c = 0; c < centres.numRows; c++) {
      double[] middle = middles.middle(members.rows().get(c));
      System.arraycopy(middle, 0, centres.data, c * centres.numCols, centres.numCols);
    }
    Codebook book = new Codebook(centres, members.rowCounts(), members.people());
    List<String> levels = flow.column(cell).levels();
    List<Column> columns =
        data.features().stream()
            .map(name -> new Column(name, Column.Kind.CENTRE, null, levels))
            .toList();
    flow.release(flow.add(book, new int[] {cell}, columns));
  }

  @Override
  public String toString() {
    return WORD
        + " "
        + ask
        + (rows == ROWS ? "" : " --rows " + rows)
        + (people == PEOPLE ? "" : " --people " + people)
        + (rest == REST ? "" : " --rest " + rest);
  }
}
