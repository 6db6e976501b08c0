package ml.tacit.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * The fitted rows of each cell.
 *
 * @param rows for each cell its rows
 * @param people for each cell how many hidden classes they have
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Members(List<int[]> rows, int[] people) {

  /** Of drawn cells. */
  static Members of(DMatrixRMaj cells, Labels hide, Draw draw) {
    List<int[]> rows = new ArrayList<>();
    int[] people = new int[draw.channel().numCols];
    for (int c = 0; c < people.length; c++) {
      int cell = c;
      int[] own = IntStream.range(0, cells.numRows).filter(i -> cells.data[i] == cell).toArray();
      rows.add(own);
      people[c] = (int) Arrays.stream(own).map(hide::code).distinct().count();
    }
    return new Members(rows, people);
  }

  /** How many rows each cell has. */
  int[] rowCounts() {
    return rows.stream().mapToInt(own -> own.length).toArray();
  }

  /**
   * Cells to go on with: all, if all have enough rows of enough hidden classes; else without half
   * of those that have not, the smallest, whose rows may make up others.
   */
  int[] holding(int leastRows, int leastPeople) {
    int[] counts = rowCounts();
    int[] broken =
        IntStream.range(0, counts.length)
            .filter(c -> counts[c] < leastRows || people[c] < leastPeople)
            .boxed()
            .sorted((a, b) -> Integer.compare(counts[a], counts[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] dissolved = Arrays.copyOf(broken, (broken.length + 1) / 2);
    return IntStream.range(0, counts.length)
        .filter(c -> Arrays.stream(dissolved).noneMatch(gone -> gone == c))
        .toArray();
  }
}
