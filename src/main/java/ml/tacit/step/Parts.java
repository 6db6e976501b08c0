package ml.tacit.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import ml.tacit.table.BadDataException;

/** Every word that a plan can have. A new part is a class and a line here. */
final class Parts {
  private static final Map<String, Function<PartText, Part>> BY_WORD = new LinkedHashMap<>();

  static {
    BY_WORD.put(Decide.WORD, Decide::parse);
    BY_WORD.put(CollapsePart.WORD, CollapsePart::parse);
    BY_WORD.put(NoisePart.WORD, NoisePart::parse);
    BY_WORD.put(CellsPart.WORD, CellsPart::parse);
    BY_WORD.put(ResponsePart.WORD, ResponsePart::parse);
    BY_WORD.put(ResidualPart.WORD, ResidualPart::parse);
    BY_WORD.put(Extra.WORD, Extra::parse);
    BY_WORD.put(FairTreePart.WORD, FairTreePart::parse);
    BY_WORD.put(History.RANK, History::parseRank);
    BY_WORD.put(History.RELATIVE, History::parseRelative);
    BY_WORD.put(GamePart.WORD, GamePart::parse);
    BY_WORD.put(CodebookPart.WORD, CodebookPart::parse);
  }

  private Parts() {}

  static Part parse(String text) {
    PartText words = new PartText(text);
    Function<PartText, Part> known = BY_WORD.get(words.word());
    if (known == null) {
      throw new BadDataException(
          "steps: '"
              + words.word()
              + "' is not known; known are "
              + String.join(", ", BY_WORD.keySet()));
    }
    Part part = known.apply(words);
    words.requireDone();
    return part;
  }
}
