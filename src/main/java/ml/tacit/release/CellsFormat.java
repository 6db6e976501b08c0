package ml.tacit.release;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.format.Fields;
import ml.tacit.step.Cells;
import org.ejml.data.DMatrixRMaj;

/** How many values codes have, and the edges of the bins of numbers. */
final class CellsFormat implements StepFormat<Cells> {

  @Override
  public String kind() {
    return "cells";
  }

  @Override
  public Class<Cells> type() {
    return Cells.class;
  }

  @Override
  public void write(Cells step, StepWriter out) {
    out.counts("levels", step.levels());
    List<String> tensors = new ArrayList<>();
    for (DMatrixRMaj edges : step.edges()) {
      String tensor = out.name() + ".edges." + tensors.size();
      tensors.add(out.tensors().matrix(tensor, edges));
    }
    out.put("edges", tensors);
  }

  @Override
  public Cells read(StepReader in) {
    List<DMatrixRMaj> edges =
        Fields.texts(in.name("edges"), in.field("edges")).stream()
            .map(in.tensors()::matrix)
            .toList();
    return new Cells(in.counts("levels"), edges);
  }
}
