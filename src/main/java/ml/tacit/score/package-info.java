/**
 * Class scores of rows, as steps of a release: what a row says about a label.
 *
 * <p>A {@link ml.tacit.score.Scorer} learns a {@link ml.tacit.score.ScoreStep}; nothing here knows
 * which label is private.
 */
package ml.tacit.score;
