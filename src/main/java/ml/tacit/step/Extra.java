package ml.tacit.step;

import java.util.List;

/**
 * {@code extra COL[,COL]}: raw columns go along as channels, as they are; those that are not named
 * stay behind. A number that is to be kept, say an intensity, goes through this way.
 *
 * @param names the columns
 */
record Extra(List<String> names) implements Part {
  static final String WORD = "extra";

  Extra {
    names = List.copyOf(names);
  }

  static Extra parse(PartText text) {
    return new Extra(text.names("columns"));
  }

  @Override
  public void fit(Flow flow) {
    int[] channels = names.stream().mapToInt(name -> flow.rawColumn(WORD, name)).toArray();
    flow.addReleased(channels); // first: the other raw columns fall away
    for (int channel : channels) {
      flow.mark(channel, Column.Kind.CHANNEL);
    }
  }

  @Override
  public String toString() {
    return WORD + " " + PartText.quoted(names);
  }
}
