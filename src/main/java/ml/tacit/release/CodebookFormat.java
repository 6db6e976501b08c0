package ml.tacit.release;

import ml.tacit.step.Codebook;

/** The rows of a codebook, and how many fitted rows and hidden classes stand behind each. */
final class CodebookFormat implements StepFormat<Codebook> {

  @Override
  public String kind() {
    return "codebook";
  }

  @Override
  public Class<Codebook> type() {
    return Codebook.class;
  }

  @Override
  public void write(Codebook book, StepWriter out) {
    out.matrix("centres", book.centres());
    out.counts("rows", book.rows());
    out.counts("people", book.people());
  }

  @Override
  public Codebook read(StepReader in) {
    return new Codebook(in.matrix("centres"), in.counts("rows"), in.counts("people"));
  }
}
