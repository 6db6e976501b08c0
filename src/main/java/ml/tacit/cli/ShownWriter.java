package ml.tacit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import ml.tacit.table.Shown;

/**
 * What a command says, with everything escaped that text from files could do to a terminal.
 *
 * <p>A line that is printed as one stays one: a line break in a name does not begin another. Only
 * {@code print} takes several lines, and those who make them escape the names themselves.
 */
final class ShownWriter extends PrintWriter {
  private ShownWriter(PrintWriter out) {
    super(out, true);
  }

  static PrintWriter of(PrintWriter out) {
    return out instanceof ShownWriter ? out : new ShownWriter(out);
  }

  @Override
  public void println(String line) {
    super.write(Shown.text(String.valueOf(line)));
    println();
  }

  @Override
  public void println(Object line) {
    println(String.valueOf(line));
  }

  @Override
  public void print(String lines) {
    super.write(Shown.lines(String.valueOf(lines)));
  }

  @Override
  public void print(Object lines) {
    print(String.valueOf(lines));
  }

  @Override
  public PrintWriter format(Locale locale, String format, Object... values) {
    Object[] shown = values.clone();
    for (int i = 0; i < shown.length; i++) {
      if (!(shown[i] == null || shown[i] instanceof Number || shown[i] instanceof Boolean)) {
        shown[i] = Shown.text(shown[i].toString());
      }
    }
    print(String.format(locale, format, shown));
    flush();
    return this;
  }
}
