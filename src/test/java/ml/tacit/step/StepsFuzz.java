package ml.tacit.step;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/** Plans of steps as text: what is taken is written as a text that is read as the same plan. */
public final class StepsFuzz implements Fuzzed {

  @Override
  public Promise promise() {
    return Promise.IMPOSSIBLE;
  }

  @Override
  public void read(byte[] data) {
    Steps plan = Steps.parse(new String(data, StandardCharsets.UTF_8));
    String text = plan.toString();
    String again = Steps.parse(text).toString();
    if (!again.equals(text)) {
      throw new AssertionError("'" + text + "' is read as '" + again + "'");
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "game 8 --leak 0.01 --balanced --unknown --score kernel",
            "codebook 24 --leak 0.1 --rows 3 --people 2 --rest 0.1",
            "decide logistic | collapse 0.1 --components 2 | noise 0.3 --clip 2",
            "decide boosted | response 1.5",
            "extra \"a b\",c | relative 20 --scaled",
            "decide kernel | cells --bins a=2,b=3",
            "cells --kmeans 4 --people 2",
            "fairtree 12 --gamma 0.3",
            "rank 20")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
