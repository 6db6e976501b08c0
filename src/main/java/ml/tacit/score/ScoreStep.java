package ml.tacit.score;

import ml.tacit.subspace.Step;

/**
 * Rows to class scores: n × d to n × C.
 *
 * <p>A score is the logarithm of the probability of its class, up to a constant per row; the
 * largest is the decision, the first of equal ones. Immutable and thread-safe.
 */
public interface ScoreStep extends Step {}
