/**
 * Tacit in Spark ML: {@link ml.tacit.spark.TacitEstimator} fits a method to a data set, {@link
 * ml.tacit.spark.TacitModel} releases one. The model file is that of the command line.
 */
package ml.tacit.spark;
