package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Stack;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Names in one argument, apart by commas; a name with a comma goes in double quotes, as in a CSV
 * file: {@code "name, first",age} are two, and a quote inside is doubled.
 */
final class NameList implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // the type is picocli's
  public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec spec) {
    if (args.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter for option '" + names(option) + "'");
    }
    if (spec.optionsMap().containsKey(args.peek())) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT,
              "Expected parameter for option '%s' but found '%s'",
              names(option),
              args.peek()));
    }
    List<String> all = new ArrayList<>(option.<List<String>>getValue());
    all.addAll(parse(args.pop()));
    option.setValue(all);
  }

  private static String names(ArgSpec option) {
    return ((picocli.CommandLine.Model.OptionSpec) option).longestName();
  }

  /** The names of an argument; at least one, which may be empty. */
  static List<String> parse(String argument) {
    List<String> names = new ArrayList<>();
    int position = 0;
    while (position <= argument.length()) {
      StringBuilder name = new StringBuilder();
      position = next(argument, position, name);
      names.add(name.toString());
    }
    return names;
  }

  /** Names as one argument, which {@link #parse} takes apart again. */
  static String join(List<String> names) {
    return names.stream().map(NameList::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String name) {
    return name.contains(",") || name.startsWith("\"")
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  /** Reads a name from here on; returns the position behind its comma. */
  private static int next(String argument, int from, StringBuilder name) {
    int comma = argument.indexOf(',', from);
    int end = comma < 0 ? argument.length() : comma;
    if (from < argument.length() && argument.charAt(from) == '"') {
      int close = closing(argument, from + 1);
      if (close >= 0) {
        name.append(argument.substring(from + 1, close).replace("\"\"", "\""));
        return close + 2;
      }
    }
    name.append(argument, from, end);
    return end + 1;
  }

  /** The quote that ends a name, before a comma or the end; -1 if none does. */
  private static int closing(String argument, int from) {
    for (int i = from; i < argument.length(); i++) {
      if (argument.charAt(i) == '"') {
        if (i + 1 == argument.length() || argument.charAt(i + 1) == ',') {
          return i;
        }
        if (argument.charAt(i + 1) != '"') {
          return -1;
        }
        i++;
      }
    }
    return -1;
  }
}
