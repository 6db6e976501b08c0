/**
 * Dense double-precision linear algebra: products, Cholesky, orthogonal factorisation, symmetric
 * eigenvalues, sums over pairs of rows, and the low-rank pencil that every objective comes down to.
 *
 * <p>Knows nothing of labels or of privacy. The public matrix is EJML's {@code DMatrixRMaj}; the
 * work is done on its row-major array.
 *
 * <h2>How it is built</h2>
 *
 * <ol>
 *   <li>What users call: {@link ml.tacit.matrix.Dense}, {@link ml.tacit.matrix.Cholesky}, {@link
 *       ml.tacit.matrix.ThinQr}, {@link ml.tacit.matrix.SymmetricEigen}, {@link
 *       ml.tacit.matrix.GeneralizedEigen}, {@link ml.tacit.matrix.LowRankPencil}, {@link
 *       ml.tacit.matrix.RowPanels}, {@link ml.tacit.matrix.Fourier}. They check arguments and own
 *       the memory.
 *   <li>Algorithms, written once: {@code Triangular} (Cholesky and solves), {@code FewSolves}; and
 *       {@code EigenSolver} with {@code Householder}, {@code Reflector}, {@code DivideAndConquer},
 *       {@code SecularEquation} and {@code Reflections}. They know two things of the machine: loops
 *       over {@code RowOperations}, and products, in which a blocked algorithm spends nearly all of
 *       its time.
 *   <li>Those two, twice. {@code PlainRowOperations} and {@code PlainProducts} run anywhere. {@code
 *       SimdRowOperations} and {@code Products} use vector instructions, which needs {@code
 *       --add-modules jdk.incubator.vector}; {@code KernelChoice} takes them where that pays and
 *       {@code KernelTrial} finds no fault, and logs why or why not. A faster set can take their
 *       place without a change anywhere else.
 *   <li>At the bottom {@code Tile}: eighteen vectors of C that never leave the registers.
 * </ol>
 *
 * <p>To see how speed comes about read, in this order, {@code Tile} (registers), {@code Panels} and
 * {@code Products} (caches), {@code Triangular} (how a factorisation becomes products), {@code
 * FewSolves} (what to do where it cannot), and {@code PlainProducts} (the same without the module).
 *
 * <h2>Where the block sizes come from</h2>
 *
 * <p>Each is the answer to the question what has to stay where, for 32 to 48 kB of first-level
 * cache, 1 to 2 MB of second-level cache, and vectors of 2, 4 or 8 doubles.
 *
 * <ul>
 *   <li>A tile of 6 × 3 vectors, 3 × 3 where there are 16 registers: the most sums that the
 *       compiler keeps in registers.
 *   <li>A slab of 512 of depth: six rows of A, 24 kB, stay in L1 while B's panels stream past them,
 *       and C is read and written only once in 512 steps.
 *   <li>A block of 216 columns of a slab of B: 0.9 MB, which stays in L2 while all of A goes by. A
 *       Gram matrix, whose results stop there for a function, has 168 columns of up to 640.
 *   <li>A triangle of 48: its 18 kB share L1 with a panel of right-hand sides.
 *   <li>A step of 512 columns of a factorisation: one slab of the product behind it, and few enough
 *       steps that calling several threads for each pays.
 *   <li>Four rows by 512 in a solve for few right-hand sides: 16 kB of L in L1 for all of them.
 *   <li>A block of 32 reflections while the matrix is reduced, since every one of them is carried
 *       along at the cost of memory; 96 when eigenvectors are transformed back, since there is
 *       nothing to carry and products like depth.
 *   <li>Without the vector module 128 rows of 256, as arrays of their own: 256 kB for L2, four rows
 *       and their sums for L1.
 * </ul>
 *
 * <h2>Threads</h2>
 *
 * <p>Large operations run on the fork-join pool that the caller is in, or else on the common one.
 * So a caller chooses the number of threads by where it calls from, for all that it calls at once:
 *
 * <pre>{@code
 * ForkJoinPool pool = new ForkJoinPool(1); // one thread
 * try {
 *   Cholesky factor = pool.submit(() -> Cholesky.of(m)).get();
 * } finally {
 *   pool.shutdown();
 * }
 * }</pre>
 *
 * <p>Every operation gives the same bits on any number of threads: work is cut by size alone, and
 * partial sums are added in a fixed order. Vector and plain kernels differ in rounding, within
 * bounds that grow with the length of a sum.
 */
package ml.tacit.matrix;
