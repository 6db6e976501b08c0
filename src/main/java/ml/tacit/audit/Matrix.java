package ml.tacit.audit;

/** Rows of numbers as the adversaries pass them on; row-major, not to be written to. */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Matrix(double[] values, int rows, int columns) {}
