package ml.tacit.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Dialect;
import ml.tacit.table.NamesInText;
import picocli.CommandLine.Option;

/** How text files of rows are written; shared by the commands that read rows. */
final class DialectOptions {
  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description =
          "What stands between two cells: one character, or 'tab' or 'blank'. Default: a comma.")
  private String delimiter = ",";

  @Option(
      names = "--decimal",
      paramLabel = "C",
      description = "What stands before the decimals of a number: '.' or ','. Default: a point.")
  private char decimal = '.';

  @Option(
      names = "--no-header",
      description = "The first line is a row; --columns gives the columns their names.")
  private boolean noHeader;

  @Option(
      names = "--columns",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "Names of the columns, in place of those of a header.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--missing",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "What says that a value is missing, beside an empty cell. Default: NA,?")
  private List<String> missing = new ArrayList<>();

  /** The dialect of a table, whose values may be missing. */
  Dialect dialect() {
    Set<String> words = new HashSet<>(missing.isEmpty() ? List.of("NA", "?") : missing);
    words.add("");
    return new Dialect(delimiter(), decimal, !noHeader, columns, words);
  }

  private char delimiter() {
    return switch (delimiter) {
      case "tab", "\\t" -> '\t';
      case "blank" -> ' ';
      default -> {
        if (delimiter.length() != 1) {
          throw BadDataException.of(
              "--delimiter: found '%s', one character expected, or 'tab' or 'blank'", delimiter);
        }
        yield delimiter.charAt(0);
      }
    };
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!delimiter.equals(",")) {
      words.addAll(List.of("--delimiter", delimiter));
    }
    if (decimal != '.') {
      words.addAll(List.of("--decimal", String.valueOf(decimal)));
    }
    if (noHeader) {
      words.add("--no-header");
    }
    if (!columns.isEmpty()) {
      words.addAll(List.of("--columns", NamesInText.join(columns)));
    }
    if (!missing.isEmpty()) {
      words.addAll(List.of("--missing", NamesInText.join(missing)));
    }
    return words;
  }
}
