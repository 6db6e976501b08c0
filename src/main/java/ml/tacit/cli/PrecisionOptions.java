package ml.tacit.cli;

import ml.tacit.release.Digits;
import ml.tacit.table.BadDataException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How precise released numbers are, as an option; shared by the commands that fit. */
final class PrecisionOptions {
  @Option(
      names = "--digits",
      paramLabel = "N|full",
      converter = Parser.class,
      description =
          "Round released numbers to N significant digits of each column's deviation, in every later transform. A column"
              + " keeps the grid of its input where that is coarser. Grids are wider where fewer than 2^10 raw rows would"
              + " fit a released one. full: no rounding; whoever holds released rows and"
              + " the model file may then get the raw rows back exactly. Default: 3.")
  private Digits digits;

  /** What was asked for, or the default. */
  Digits digits() {
    return digits == null ? Digits.DEFAULT : digits;
  }

  /** Whether the option was given. */
  boolean isGiven() {
    return digits != null;
  }

  /** Says what is wrong as the library does. */
  static final class Parser implements ITypeConverter<Digits> {
    @Override
    public Digits convert(String text) {
      try {
        return Digits.parse(text);
      } catch (BadDataException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
