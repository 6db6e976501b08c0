package ml.tacit.step;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code cells [--bins COL=2,…]}: each combination of the decisions and of quantile bins of named
 * channels is a cell.
 *
 * <p>Edges are quantiles of the fitted rows of each combination of decisions, or of all rows where
 * a combination has few, so that each bin has about as many rows.
 *
 * @param bins how many bins a channel has, by name, in order
 */
record CellsPart(Map<String, Integer> bins) implements Part {
  static final String WORD = "cells";

  /** A combination of fewer rows for each bin has the edges of all rows. */
  private static final int FEW = 10;

  private static final int MOST = 1000;

  CellsPart {
    bins = Collections.unmodifiableMap(new LinkedHashMap<>(bins));
  }

  static Part parse(PartText text) {
    return text.has("--kmeans") ? KMeansPart.parse(text) : new CellsPart(bins(text));
  }

  private static Map<String, Integer> bins(PartText text) {
    Map<String, Integer> bins = new LinkedHashMap<>();
    for (String item : text.nameList("--bins")) {
      int sign = item.lastIndexOf('=');
      if (sign < 1) {
        throw text.bad("--bins: '" + item + "', COLUMN=NUMBER is needed");
      }
      int count =
          text.whole("--bins " + item.substring(0, sign), item.substring(sign + 1), 2, MOST);
      if (bins.put(item.substring(0, sign), count) != null) {
        throw text.bad("--bins: '" + item.substring(0, sign) + "' is given twice");
      }
    }
    return bins;
  }

  @Override
  public void fit(Flow flow) {
    int[] codes = IntStream.of(flow.released()).filter(id -> flow.column(id).isCode()).toArray();
    int[] channels = channels(flow);
    if (codes.length + channels.length == 0) {
      throw new BadDataException(
          "steps: " + WORD + ": nothing to make cells of; 'decide' before it, --bins or --kmeans");
    }
    int[] levels = IntStream.of(codes).map(id -> flow.column(id).levels().size()).toArray();
    int combinations = Cells.combinations(levels);
    int[] combination = combinations(flow.values(codes), levels);
    List<DMatrixRMaj> edges = new ArrayList<>();
    int at = 0;
    for (int count : bins.values()) {
      double[] values = flow.values(channels[at++]).data;
      edges.add(Quantiles.edges(values, combination, combinations, count, FEW));
    }
    int[] takes = IntStream.concat(IntStream.of(codes), IntStream.of(channels)).toArray();
    Column cell = new Column("cell", Column.Kind.CELL, null, names(flow, codes));
    flow.replaceReleased(takes, flow.add(new Cells(levels, edges), takes, List.of(cell)));
  }

  private int[] channels(Flow flow) {
    int[] numbers =
        IntStream.of(flow.released())
            .filter(id -> !flow.column(id).isCode() && flow.column(id).kind() != Column.Kind.RAW)
            .toArray();
    return bins.keySet().stream()
        .mapToInt(
            name ->
                IntStream.of(numbers)
                    .filter(id -> flow.column(id).name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new BadDataException(
                                "steps: "
                                    + WORD
                                    + ": no channel '"
                                    + name
                                    + "'; there are "
                                    + IntStream.of(numbers)
                                        .mapToObj(id -> flow.column(id).name())
                                        .toList())))
        .toArray();
  }

  private static int[] combinations(DMatrixRMaj codes, int[] levels) {
    int[] combination = new int[codes.numRows];
    for (int i = 0; i < combination.length; i++) {
      for (int j = 0; j < levels.length; j++) {
        combination[i] = combination[i] * levels[j] + (int) codes.data[i * levels.length + j];
      }
    }
    return combination;
  }

  /** {@code WALKING × intensity 1/2}: the levels, then the bins from the lowest. */
  private List<String> names(Flow flow, int[] codes) {
    List<String> names = List.of("");
    for (int code : codes) {
      names = crossed(names, flow.column(code).levels());
    }
    for (Map.Entry<String, Integer> channel : bins.entrySet()) {
      int count = channel.getValue();
      names =
          crossed(
              names,
              IntStream.rangeClosed(1, count)
                  .mapToObj(bin -> channel.getKey() + " " + bin + "/" + count)
                  .toList());
    }
    return names;
  }

  private static List<String> crossed(List<String> first, List<String> second) {
    return first.stream()
        .flatMap(a -> second.stream().map(b -> a.isEmpty() ? b : a + " × " + b))
        .toList();
  }

  @Override
  public String toString() {
    return bins.isEmpty()
        ? WORD
        : WORD
            + " --bins "
            + bins.entrySet().stream()
                .map(entry -> PartText.quoted(List.of(entry.getKey() + "=" + entry.getValue())))
                .collect(Collectors.joining(","));
  }
}
