package ml.tacit.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/** Methods and plans as text: what is taken is written as a text that is read as the same. */
public final class PolicyFuzz implements Fuzzed {

  @Override
  public Promise promise() {
    return Promise.IMPOSSIBLE;
  }

  @Override
  public void read(byte[] data) {
    Policy policy = Policy.parse(new String(data, StandardCharsets.UTF_8));
    String text = policy.toString();
    String again = Policy.parse(text).toString();
    if (!again.equals(text)) {
      throw new AssertionError("'" + text + "' is read as '" + again + "'");
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "method dca --components 5 --ridge-relative 0.01",
            "method rdca --ridge 0.1",
            "method ruca --components 3 --price 10",
            "method duca --components 2 --alpha 0.5 --beta 2 --given",
            "game 4 --leak 0.02")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
