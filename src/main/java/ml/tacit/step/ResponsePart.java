package ml.tacit.step;

import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;

/**
 * {@code response EPS}: randomised response of every code that would be released, each at ε.
 *
 * @param epsilon ε
 */
record ResponsePart(double epsilon) implements Part {
  static final String WORD = "response";

  static ResponsePart parse(PartText text) {
    return new ResponsePart(text.number("epsilon", 0, 700));
  }

  @Override
  public void fit(Flow flow) {
    int[] codes = IntStream.of(flow.released()).filter(id -> flow.column(id).isCode()).toArray();
    if (codes.length == 0) {
      throw new BadDataException(
          "steps: " + WORD + ": no code to answer with; 'decide' or 'cells' before it makes one");
    }
    for (int code : codes) {
      Column column = flow.column(code);
      if (column.levels().size() < 2) {
        throw new BadDataException(
            "steps: " + WORD + ": '" + column.name() + "' has one level, two are needed");
      }
      int[] coins = flow.coins();
      Response response = new Response(column.levels().size(), epsilon, flow.nextDraw());
      int[] takes = {code, coins[0], coins[1]};
      flow.replaceReleased(new int[] {code}, flow.add(response, takes, List.of(column)));
    }
  }

  @Override
  public String toString() {
    return WORD + " " + PartText.number(epsilon);
  }
}
