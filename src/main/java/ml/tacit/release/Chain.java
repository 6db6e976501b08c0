package ml.tacit.release;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Steps one after the other. Where there are several, a few rows go through all of them at a time:
 * what is between two steps, the features of a kernel say, may be much wider than either end.
 */
record Chain(List<Step> steps) {
  private static final int ROWS = 256;

  Chain {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new BadDataException("steps: none, at least one is needed");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).inputs() != steps.get(i - 1).outputs()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "steps: step %d has %d inputs, the one before it %d outputs",
                i + 1,
                steps.get(i).inputs(),
                steps.get(i - 1).outputs()));
      }
    }
  }

  int inputs() {
    return steps.get(0).inputs();
  }

  int outputs() {
    return steps.get(steps.size() - 1).outputs();
  }

  DMatrixRMaj apply(DMatrixRMaj rows) {
    if (steps.size() == 1 || rows.numRows <= ROWS) {
      return throughAll(rows);
    }
    int d = rows.numCols;
    int m = outputs();
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, m);
    for (int from = 0; from < rows.numRows; from += ROWS) {
      int to = Math.min(rows.numRows, from + ROWS);
      double[] some = Arrays.copyOfRange(rows.data, from * d, to * d);
      DMatrixRMaj released = throughAll(DMatrixRMaj.wrap(to - from, d, some));
      System.arraycopy(released.data, 0, result.data, from * m, (to - from) * m);
    }
    return result;
  }

  private DMatrixRMaj throughAll(DMatrixRMaj rows) {
    DMatrixRMaj result = rows;
    for (Step step : steps) {
      result = step.apply(result);
    }
    return result;
  }
}
