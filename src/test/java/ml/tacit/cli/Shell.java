package ml.tacit.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** Runs a command as the launcher would, and keeps what it said. */
public record Shell(int status, String out, String err) {

  /**
   * What a command would say and exit with.
   *
   * @param args the command and its options
   */
  public static Shell run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int status = Tacit.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Shell(status, out.toString(), err.toString());
  }
}
