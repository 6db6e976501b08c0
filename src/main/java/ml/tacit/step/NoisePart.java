package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import ml.tacit.leak.NoiseBound;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code noise S [--clip R] [--shape within|person]}: Gaussian noise on what is left of a row
 * beside its decision, which is cut to length R first; both in deviations within classes, before a
 * collapse took its share.
 *
 * @param deviation S
 * @param clip R
 * @param shape whether noise has the covariance of rows or of people's means within classes
 */
record NoisePart(double deviation, double clip, Shape shape) implements Part {
  static final String WORD = "noise";

  private static final double CLIP = 3;

  /** Whose covariance noise has. */
  enum Shape {
    /** That of rows about their class mean. */
    WITHIN,
    /** That of people's means about the class mean. */
    PERSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static NoisePart parse(PartText text) {
    return new NoisePart(
        text.number("deviation", 1e-6, 1e6),
        text.number("--clip", CLIP, 1e-6, 1e6),
        text.choice("--shape", Shape.values(), Shape.WITHIN));
  }

  @Override
  public void fit(Flow flow) {
    Residue residue = flow.residue().orElseGet(() -> ofChannels(flow));
    Within within = residue.within();
    Noise noise =
        new Noise(
            within.centroids(),
            shape(within),
            new NoiseBound(clip * residue.share(), deviation),
            flow.nextDraw());
    int[] takes = residue.columns();
    int[] all =
        IntStream.concat(
                IntStream.concat(IntStream.of(residue.decision()), IntStream.of(takes)),
                IntStream.of(flow.coins()))
            .toArray();
    int[] noisy = flow.add(noise, all, Arrays.stream(takes).mapToObj(flow::column).toList());
    flow.replaceReleased(takes, noisy);
    flow.residue(null);
  }

  private DMatrixRMaj shape(Within within) {
    try {
      return within.shape(shape == Shape.PERSON);
    } catch (BadDataException e) {
      throw new BadDataException("steps: '" + this + "': " + e.getMessage(), e);
    }
  }

  /** Channels as they are, about the means of their decision. */
  private static Residue ofChannels(Flow flow) {
    int decision = flow.decision(WORD);
    int[] channels = flow.released(Column.Kind.CHANNEL);
    if (channels.length == 0) {
      throw new BadDataException(
          "steps: "
              + WORD
              + ": no number to add it to; 'collapse' or 'extra' before it makes some");
    }
    String label = flow.column(decision).label();
    Within within = Within.of(flow.values(channels), flow.data().label(label), flow.cells(label));
    return new Residue(decision, channels, within, 1);
  }

  @Override
  public String toString() {
    return WORD
        + " "
        + PartText.number(deviation)
        + (clip == CLIP ? "" : " --clip " + PartText.number(clip))
        + (shape == Shape.WITHIN ? "" : " --shape " + shape);
  }
}
