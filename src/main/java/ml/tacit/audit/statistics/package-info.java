/**
 * The statistics of the audit, on class codes and scores alone: whoever made them is unknown here.
 *
 * <p>{@link ml.tacit.audit.statistics.Design} says which test rows are independent and permuted
 * together; {@link ml.tacit.audit.statistics.Permutations} tests, {@link
 * ml.tacit.audit.statistics.Limits} gives limits, {@link ml.tacit.audit.statistics.Power} says what
 * the test would have found. docs/audit.md has the sources.
 */
package ml.tacit.audit.statistics;
