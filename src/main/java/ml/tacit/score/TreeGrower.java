package ml.tacit.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import ml.tacit.matrix.Interruption;

/**
 * Grows one tree after the other on binned rows, best leaf first, by histograms: the best of all
 * cuts, found from sums per bin; the sums of the larger child are those of its parent less those of
 * the smaller one.
 *
 * <p>A leaf's gain is Σ_c G_c²/(H+λ), G the gradients of each output and H the mean curvature, and
 * its step −G_c/(H_c+λ) times the rate. Not thread-safe.
 */
final class TreeGrower {
  private static final double RIDGE = 1;

  private final ColumnBins bins;
  private final int outputs;
  private final int stride; // outputs gradients, the mean curvature, the rows
  private final int leastRows;
  private final int[] order;
  private final int[] moved;
  private final double[] statistic; // rows × stride, by row
  private final double[] gathered; // the same of a node's rows
  private final int[] first; // where the sums of a bundle begin
  private final Deque<double[]> pool = new ArrayDeque<>();
  private boolean[] wanted; // columns
  private boolean[] needed; // bundles

  TreeGrower(ColumnBins bins, int rows, int outputs, int leastRows) {
    this.bins = bins;
    this.outputs = outputs;
    this.stride = outputs + 2;
    this.leastRows = leastRows;
    this.order = new int[rows];
    this.moved = new int[rows];
    this.statistic = new double[rows * stride];
    this.gathered = new double[rows * stride];
    this.first = new int[bins.sizes().length + 1];
    for (int b = 0; b < bins.sizes().length; b++) {
      first[b + 1] = first[b] + bins.sizes()[b] * stride;
    }
  }

  /** A node that may be cut: its rows, its sums, and the best cut. */
  private static final class Open {
    int node;
    int from;
    int to;
    double[] sums;
    double[] total;
    double gain;
    int column = -1;
    int cut;
  }

  /**
   * Grows a tree.
   *
   * @param gradient rows × outputs
   * @param curvature rows × outputs
   * @param columns those that may be cut at
   * @param leaves how many at most
   * @param said rows × outputs; the steps of the leaves are added
   */
  void grow(
      double[] gradient,
      double[] curvature,
      boolean[] columns,
      int leaves,
      double rate,
      BoostedTrees.Builder trees,
      double[] said) {
    prepare(gradient, curvature, columns);
    List<Open> open = new ArrayList<>();
    Open root = new Open();
    root.node = trees.root();
    root.to = order.length;
    root.sums = sums(root.from, root.to);
    root.total = total(root.from, root.to);
    search(root);
    open.add(root);
    while (open.size() < leaves) {
      Interruption.check();
      Open best = null;
      for (Open each : open) {
        if (each.column >= 0 && (best == null || each.gain > best.gain)) {
          best = each;
        }
      }
      if (best == null) {
        break;
      }
      open.remove(best);
      divide(best, trees, open);
    }
    for (Open each : open) {
      double[] step = step(each, curvature, rate);
      trees.leaf(each.node, step);
      for (int i = each.from; i < each.to; i++) {
        for (int c = 0; c < outputs; c++) {
          said[order[i] * outputs + c] += step[c];
        }
      }
      pool.push(each.sums);
    }
  }

  private void prepare(double[] gradient, double[] curvature, boolean[] columns) {
    wanted = columns;
    needed = new boolean[bins.sizes().length];
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] && bins.bundle()[j] >= 0) {
        needed[bins.bundle()[j]] = true;
      }
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      double mean = 0;
      for (int c = 0; c < outputs; c++) {
        statistic[i * stride + c] = gradient[i * outputs + c];
        mean += curvature[i * outputs + c] / outputs;
      }
      statistic[i * stride + outputs] = mean;
      statistic[i * stride + outputs + 1] = 1;
    }
  }

  private void divide(Open parent, BoostedTrees.Builder trees, List<Open> open) {
    double cut = bins.cuts()[parent.column][parent.cut];
    int child = trees.split(parent.node, parent.column, cut);
    int middle = part(parent);
    Open low = new Open();
    low.node = child;
    low.from = parent.from;
    low.to = middle;
    Open high = new Open();
    high.node = child + 1;
    high.from = middle;
    high.to = parent.to;
    boolean lowIsSmall = middle - parent.from <= parent.to - middle;
    Open small = lowIsSmall ? low : high;
    Open large = lowIsSmall ? high : low;
    small.sums = sums(small.from, small.to);
    small.total = total(small.from, small.to);
    large.sums = parent.sums;
    for (int b = 0; b < needed.length; b++) {
      for (int at = first[b]; needed[b] && at < first[b + 1]; at++) {
        large.sums[at] -= small.sums[at];
      }
    }
    large.total = total(large.from, large.to);
    search(low);
    search(high);
    open.add(low);
    open.add(high);
  }

  /** Moves the rows up to the cut to the front, both sides in their order. */
  private int part(Open parent) {
    int low = parent.from;
    int high = 0;
    for (int i = parent.from; i < parent.to; i++) {
      if (bins.isLow(parent.column, parent.cut, order[i])) {
        order[low++] = order[i];
      } else {
        moved[high++] = order[i];
      }
    }
    System.arraycopy(moved, 0, order, low, high);
    return low;
  }

  private double[] sums(int from, int to) {
    double[] sums = pool.isEmpty() ? new double[first[needed.length]] : pool.pop();
    Arrays.fill(sums, 0);
    for (int i = from, at = 0; i < to; i++, at += stride) {
      System.arraycopy(statistic, order[i] * stride, gathered, at, stride);
    }
    for (int b = 0; b < needed.length; b++) {
      if (needed[b]) {
        add(bins.codes()[b], from, to, sums, first[b]);
      }
    }
    return sums;
  }

  private void add(byte[] codes, int from, int to, double[] sums, int start) {
    if (stride == 3) { // one output: the loop that matters, without an inner one
      for (int i = from, at = 0; i < to; i++, at += 3) {
        int place = start + 3 * (codes[order[i]] & 255);
        sums[place] += gathered[at];
        sums[place + 1] += gathered[at + 1];
        sums[place + 2] += 1;
      }
      return;
    }
    for (int i = from, at = 0; i < to; i++, at += stride) {
      int place = start + stride * (codes[order[i]] & 255);
      for (int s = 0; s < stride; s++) {
        sums[place + s] += gathered[at + s];
      }
    }
  }

  private double[] total(int from, int to) {
    double[] total = new double[stride];
    for (int i = from; i < to; i++) {
      for (int s = 0; s < stride; s++) {
        total[s] += statistic[order[i] * stride + s];
      }
    }
    return total;
  }

  /** The best of all cuts that leave enough rows on both sides. */
  private void search(Open open) {
    if (open.to - open.from < 2 * leastRows) {
      return;
    }
    double whole = gain(open.total);
    double[] low = new double[stride];
    double[] high = new double[stride];
    double[] usual = new double[stride];
    for (int j = 0; j < bins.columns(); j++) {
      if (bins.bundle()[j] < 0 || !wanted[j]) {
        continue;
      }
      int length = bins.cuts()[j].length;
      int from = first[bins.bundle()[j]] + bins.start()[j] * stride;
      // What is not in another bin is in the usual one.
      System.arraycopy(open.total, 0, usual, 0, stride);
      for (int b = 0, at = from; b < length; b++) {
        for (int s = 0; s < stride; s++, at++) {
          usual[s] -= open.sums[at];
        }
      }
      Arrays.fill(low, 0);
      int place = from;
      for (int cut = 0; cut < length; cut++) {
        if (cut == bins.usual()[j]) {
          for (int s = 0; s < stride; s++) {
            low[s] += usual[s];
          }
        } else {
          for (int s = 0; s < stride; s++, place++) {
            low[s] += open.sums[place];
          }
        }
        for (int s = 0; s < stride; s++) {
          high[s] = open.total[s] - low[s];
        }
        if (low[stride - 1] > leastRows - 0.5 && high[stride - 1] > leastRows - 0.5) {
          double gain = gain(low) + gain(high) - whole;
          if (gain > open.gain + 1e-12 * whole) {
            open.gain = gain;
            open.column = j;
            open.cut = cut;
          }
        }
      }
    }
  }

  private double gain(double[] sums) {
    double squares = 0;
    for (int c = 0; c < outputs; c++) {
      squares += sums[c] * sums[c];
    }
    return squares / (Math.max(0, sums[outputs]) + RIDGE);
  }

  private double[] step(Open leaf, double[] curvature, double rate) {
    double[] step = new double[outputs];
    for (int c = 0; c < outputs; c++) {
      double h = RIDGE;
      for (int i = leaf.from; i < leaf.to; i++) {
        h += curvature[order[i] * outputs + c];
      }
      step[c] = -rate * leaf.total[c] / h;
    }
    return step;
  }
}
