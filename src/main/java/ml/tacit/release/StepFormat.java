package ml.tacit.release;

import ml.tacit.subspace.Step;

/**
 * How one kind of step is written into a model file and read from it. A new kind of step needs one
 * such class and a line in {@link StepFormats}.
 *
 * @param <S> the step
 */
interface StepFormat<S extends Step> {

  /** The name of the kind in the file; never given to another. */
  String kind();

  /** The class of the step. */
  Class<S> type();

  /** Writes settings as fields and numbers as tensors. */
  void write(S step, StepWriter out);

  /** Reads what {@link #write} wrote; the file may have been made by anybody. */
  S read(StepReader in);
}
