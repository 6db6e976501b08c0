package ml.tacit.step;

import org.ejml.data.DMatrixRMaj;

/**
 * {@code game [K] --leak E}: K cells that keep most of the label to keep while the best attacker on
 * the label to hide gains E at most, by the releaser's game on atoms of scores of the two.
 *
 * @param ask what is asked of the channel
 */
record GamePart(ChannelAsk ask) implements Part {
  static final String WORD = "game";

  static GamePart parse(PartText text) {
    return new GamePart(ChannelAsk.parse(text));
  }

  @Override
  public void fit(Flow flow) {
    Scoring scoring = Scoring.fit(flow, WORD, ask.scorer());
    Odds odds = new Odds(scoring.groups(), scoring.weights(flow, 1), 0);
    int[] coordinates = flow.add(odds, scoring.all(), Scoring.columns(odds.outputs()));
    DMatrixRMaj shares = Scoring.shares(flow, scoring.keepScores());
    ChannelRows rows =
        new ChannelRows(
            scoring.keep(),
            scoring.hide(),
            shares,
            Scoring.shares(flow, scoring.hideScores()),
            flow.values(coordinates),
            shares,
            flow.seed());
    ChannelSteps steps = ChannelSteps.choose(rows, ask, scoring);
    ChannelRows.Fitted fitted = steps.inOrder(rows.fit(steps.ask()));
    int[] takes = ChannelSteps.addAtoms(flow, coordinates, fitted.atoms());
    flow.release(ChannelSteps.addDraw(flow, takes, steps.draw(flow, fitted.channel())));
  }

  @Override
  public String toString() {
    return WORD + " " + ask;
  }
}
