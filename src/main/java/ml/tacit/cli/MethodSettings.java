package ml.tacit.cli;

import ml.tacit.subspace.Ridge;

/**
 * The settings of a method as the options give them; each method reads those it has.
 *
 * @param ridge the ridge
 * @param components how many components to release, 0 for all
 * @param asComponents whether components take the place of the columns
 * @param alpha weight of the label to keep
 * @param beta weight of the labels to hide
 * @param price of the labels to hide
 * @param standardized whether a method that standardises unless told otherwise does
 */
record MethodSettings(
    Ridge ridge,
    int components,
    boolean asComponents,
    double alpha,
    double beta,
    double price,
    boolean standardized) {}
