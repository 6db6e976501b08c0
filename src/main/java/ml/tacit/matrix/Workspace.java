package ml.tacit.matrix;

/**
 * Packing buffers, kept by each thread from one product to the next. Buffers above {@link
 * #KEPT_MOST} are not kept: allocating them takes a small part of the time of a product of that
 * size, and a thread pool would hold them for as long as it lives.
 *
 * <p>Borrowed rather than read: a thread that waits for its forked tasks may be handed another
 * product meanwhile, which must not find these buffers. It then makes its own.
 */
final class Workspace {
  private static final ThreadLocal<Workspace> KEPT = new ThreadLocal<>();

  /**
   * Where to start in a buffer. Data starts 16 bytes into an array; the garbage collector G1 gives
   * a large array pages of its own, so six doubles further is a multiple of 64, and no load of the
   * tile kernel straddles two cache lines (15 % of its time).
   */
  static final int ALIGNED = 6;

  /** Large enough to be such a large array at usual heap sizes: 4 MB. */
  private static final int LARGE = 1 << 19;

  /** Doubles that a buffer may have and still be kept: 16 MB, for 4,096 columns. */
  static final int KEPT_MOST = 1 << 21;

  /** Small products neither need that nor should pay for it. */
  private static final int SMALL = 1 << 15;

  private static final double[] NONE = {};

  private double[] first = NONE;
  private double[] second = NONE;

  private Workspace() {}

  static Workspace borrow() {
    Workspace kept = KEPT.get();
    KEPT.set(null);
    return kept == null ? new Workspace() : kept;
  }

  void giveBack() {
    first = first.length > KEPT_MOST ? NONE : first;
    second = second.length > KEPT_MOST ? NONE : second;
    KEPT.set(this);
  }

  double[] first(int length) {
    first = atLeast(first, length);
    return first;
  }

  double[] second(int length) {
    second = atLeast(second, length);
    return second;
  }

  /** Doubles held now. */
  int size() {
    return first.length + second.length;
  }

  private static double[] atLeast(double[] buffer, int length) {
    int needed = length + ALIGNED;
    if (buffer.length >= needed) {
      return buffer;
    }
    return new double[Math.max(needed, needed <= SMALL ? SMALL : LARGE)];
  }
}
