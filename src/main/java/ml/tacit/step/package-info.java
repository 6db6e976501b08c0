/**
 * The steps of a release beyond the linear map, and the plan that fits them: decide, collapse,
 * noise, cells, own history, the channel of the releaser's game.
 *
 * <p>{@link ml.tacit.step.Steps} is the plan, {@link ml.tacit.step.StepsModel} what its fit gives.
 */
package ml.tacit.step;
