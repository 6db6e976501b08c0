package ml.tacit.onnx;

import ml.tacit.step.Codebook;

/** The row that stands for a cell. */
final class CodebookNodes implements StepNodes<Codebook> {

  @Override
  public Class<Codebook> type() {
    return Codebook.class;
  }

  @Override
  public String add(Codebook book, String rows, Graph graph) {
    return graph.looked(graph.matrix(book.centres()), graph.codesOf(rows, 0));
  }
}
