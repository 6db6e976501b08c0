package ml.tacit.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** The parameters that the estimator and its model have both. */
final class ColumnParams {
  static final String ERROR = "error";
  static final String SKIP = "skip";
  static final String KEEP = "keep";

  private ColumnParams() {}

  static Param<String> features(Params of) {
    return new Param<>(of, "featuresCol", "vector column to read, in place of plain columns");
  }

  static Param<String> output(Params of) {
    return new Param<>(
        of, "outputCol", "vector column to release; if not set, a plain column for each output");
  }

  static Param<String> unit(Params of) {
    return new Param<>(
        of, "unitCol", "column of the privacy unit, the person say: never read, never copied");
  }

  static StringArrayParam copied(Params of) {
    return new StringArrayParam(
        of, "copyCols", "columns to copy beside the labels to keep; no hidden one");
  }

  static Param<String> invalid(Params of) {
    return new Param<>(
        of,
        "handleInvalid",
        "what is done with a null or NaN: error, skip the row, or keep it, encoded",
        ParamValidators.inArray(new String[] {ERROR, SKIP, KEEP}));
  }
}
