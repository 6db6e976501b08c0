package ml.tacit.matrix;

import java.util.List;

/** What was asked of the matrix core before it was built; docs/benchmarks.md tells what was met. */
final class Bars {
  /**
   * Section, case, size, peer, and the ratio that is the bar, then that which is the goal (none:
   * -). Of the speed at least: peer's time over ours. Of the time at most: ours over the peer's.
   */
  private static final String TABLE =
      """
      one-thread   gemm        1000  openblas     speed   0.80  0.95
      one-thread   gemm        2000  openblas     speed   0.80  0.95
      one-thread   gemm        1000  ejml         speed  15     -
      one-thread   gemm        2000  ejml         speed  15     -
      one-thread   scatter      561  openblas     speed   0.88  1.00
      one-thread   scatter      561  ejml         speed  25     -
      one-thread   eigen        561  openblas     time    1.40  0.85
      one-thread   eigen       1000  openblas     time    1.40  0.85
      one-thread   eigen       2000  openblas     time    1.40  0.85
      one-thread   eigen        561  ojalgo       speed   3     -
      one-thread   eigen       1000  ojalgo       speed   3     -
      one-thread   eigen       2000  ojalgo       speed   3     -
      one-thread   eigen        561  ejml         speed   6     -
      one-thread   eigen       1000  ejml         speed   6     -
      one-thread   eigen       2000  ejml         speed   6     -
      one-thread   eigen        561  commonsmath  speed  10     -
      one-thread   eigen       1000  commonsmath  speed  10     -
      one-thread   eigen        561  hipparchus   speed  10     -
      one-thread   eigen       1000  hipparchus   speed  10     -
      one-thread   pencil       561  openblas     speed   8    12
      one-thread   pencil      1000  openblas     speed  12    18
      one-thread   pencil      2000  openblas     speed  14    19
      one-thread   cholesky    2000  openblas     speed   0.80  1.00
      one-thread   cholesky    7352  openblas     speed   0.80  1.00
      one-thread   rbf         7352  openblas     time    1.00  0.75
      one-thread   project      561  read         speed   0.70  0.90
      one-thread   kernel-dca  7352  openblas     time    1.30  -
      one-thread   kernel-route 2000 openblas     speed  30     -
      two-threads  gemm        1000  tacit        speed   1.70  1.90
      two-threads  gemm        2000  tacit        speed   1.70  1.90
      two-threads  scatter      561  tacit        speed   1.70  1.90
      two-threads  eigen       1000  tacit        speed   1.40  1.70
      two-threads  eigen       2000  tacit        speed   1.40  1.70
      jdk17        gemm        1000  openblas     speed   0.65  0.80
      jdk17        gemm        2000  openblas     speed   0.65  0.80
      plain        gemm         561  ejml         speed   1.00  2.00
      plain        gemm        1000  ejml         speed   1.00  2.00
      plain        scatter      561  ejml         speed   1.00  2.00
      plain        project      561  ejml         speed   1.00  2.00
      plain        cholesky     561  ejml         speed   1.00  2.00
      plain        cholesky    1000  ejml         speed   1.00  2.00
      plain        solve       1000  ejml         speed   1.00  2.00
      plain        eigen        561  ejml         speed   1.00  2.00
      plain        eigen       1000  ejml         speed   1.00  2.00
      """;

  private Bars() {}

  /**
   * A line of the table.
   *
   * @param speed whether at least a ratio of speed is asked for; or else at most one of time
   * @param goal NaN for none
   */
  record Bar(
      Section section, Case what, int n, Library peer, boolean speed, double bar, double goal) {

    /** From the peer's time over ours to what the bar is given in. */
    double told(double ratio) {
      return speed ? ratio : 1 / ratio;
    }

    /** What has been reached. */
    String verdict(double ratio) {
      if (meets(ratio, goal)) {
        return "goal";
      }
      return meets(ratio, bar) ? "bar" : "no";
    }

    private boolean meets(double ratio, double limit) {
      return speed ? told(ratio) >= limit : told(ratio) <= limit;
    }
  }

  static List<Bar> all() {
    return TABLE.lines().map(line -> parse(line.split(" +"))).toList();
  }

  private static Bar parse(String[] words) {
    return new Bar(
        Section.of(words[0]),
        Case.of(words[1]),
        Integer.parseInt(words[2]),
        Library.of(words[3]),
        words[4].equals("speed"),
        Double.parseDouble(words[5]),
        words[6].equals("-") ? Double.NaN : Double.parseDouble(words[6]));
  }
}
