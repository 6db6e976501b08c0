/**
 * Sensor recordings, their windows and features, the public data sets, and the built-in simulator.
 */
package ml.tacit.sensing;
