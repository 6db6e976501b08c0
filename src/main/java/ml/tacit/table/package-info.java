/** Labelled rows in and out: CSV streams, data frames, column roles, splits, standardisation. */
package ml.tacit.table;
