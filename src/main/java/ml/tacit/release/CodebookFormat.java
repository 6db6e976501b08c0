package ml.tacit.release;

import java.util.Arrays;
import java.util.List;
import ml.tacit.format.Fields;
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
    out.put("rows", list(book.rows()));
    out.put("people", list(book.people()));
  }

  private static List<Integer> list(int[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  @Override
  public Codebook read(StepReader in) {
    return new Codebook(in.matrix("centres"), counts(in, "rows"), counts(in, "people"));
  }

  private static int[] counts(StepReader in, String key) {
    String name = in.name(key);
    return Fields.list(name, in.field(key)).stream()
        .mapToInt(item -> Fields.count(name, item))
        .toArray();
  }
}
