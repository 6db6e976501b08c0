package ml.tacit.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.cli.Shell;

/**
 * Commands one after the other in one process, in its working folder, which holds {@code rows.csv},
 * {@code many.csv}, {@code mixed.csv} and {@code plans.txt}: what is compared between surroundings.
 * What they say goes to {@code said.txt}. A model that draws is made from a seed: without one it
 * holds a fresh key, and so no two are the same.
 */
final class Scenario {
  /** Seconds for the quick form. */
  private static final List<String> SHORT =
      List.of(
          "fit --method rdca --input rows.csv --hide person --keep activity --model m.st",
          "transform --model m.st --input many.csv --output t.csv",
          "fit --method rdca --input many.csv --hide person --keep activity --statistic s.stat");

  private static final List<String> LONG =
      List.of(
          "merge s.stat s.stat --statistic sum.stat",
          "fit --method duca --from-statistic sum.stat --hide person --keep activity --model u.st",
          "fit --method kdca --kernel rbf --landmarks 20 --input rows.csv --keep activity --drop"
              + " person --model k.st",
          "fit --steps decide_logistic|collapse_0.1|noise_0.3 --seed 1 --input rows.csv --hide"
              + " person --keep activity --for-release --key key --model n.st",
          "transform --model n.st --key key --input rows.csv --output n.csv",
          "transform --model k.st --input many.csv --output k.csv.gz",
          "export m.st --onnx m.onnx",
          "certify --input rows.csv --cells activity --hide person --json c.json",
          "fit --method multikernel --kernel rbf --kernel laplacian --landmarks 20 --input rows.csv"
              + " --keep activity --drop person --model mk.st",
          "fit --method rdca --digits full --input mixed.csv --hide person --keep activity --model"
              + " e.st",
          "fit --method rdca --input mixed.csv --hide person --keep activity --statistic e.stat",
          "transform --model e.st --input mixed.csv --output e.csv",
          "inspect m.st",
          "inspect --json mk.st",
          "inspect --json k.st",
          "datasets export simulator --output simulated.csv",
          "audit --quick --input rows.csv --hide person --keep activity --json a.json --html a.html",
          "desensitize --quick --seed 1 --policies plans.txt --input rows.csv --hide person --keep"
              + " activity --out release");

  private Scenario() {}

  /**
   * Runs them; stops at one that fails.
   *
   * @param args {@code long} for all of them
   */
  public static void main(String[] args) throws IOException {
    List<String> commands = new ArrayList<>(SHORT);
    if (args.length > 0) {
      commands.addAll(LONG);
    }
    StringBuilder said = new StringBuilder();
    for (String words : commands) {
      Shell shell = Shell.run(Work.command(words, "", "").toArray());
      said.append(words).append('\n').append(shell.out()).append(shell.err()).append('\n');
      if (shell.status() != 0) {
        System.out.println(words + ": " + shell.err());
        System.exit(1);
      }
    }
    Files.write(Path.of("said.txt"), said.toString().getBytes(StandardCharsets.UTF_8));
  }
}
