package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Stack;
import ml.tacit.table.NamesInText;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Names in one argument, as {@link NamesInText} has them. */
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
    all.addAll(NamesInText.parse(args.pop()));
    option.setValue(all);
  }

  private static String names(ArgSpec option) {
    return ((picocli.CommandLine.Model.OptionSpec) option).longestName();
  }
}
