package ml.tacit.attack;

import java.util.Arrays;
import java.util.List;

/**
 * A command that writes files.
 *
 * @param resumes whether it goes on after a crash with what it kept in {@code %/resume}
 * @param words {@code @} is the folder of what it reads, {@code %} of what it writes
 */
record Work(String name, boolean resumes, String words) {
  /** What all commands read: made by these, in this order. */
  static final List<String> INPUTS =
      List.of(
          "fit --method rdca --input @/rows.csv --hide person --keep activity --model @/model.st",
          "fit --method rdca --input @/rows.csv --hide person --keep activity --statistic @/a.stat",
          "fit --steps extra_x1|rank_20 --input @/rows.csv --keep activity --device"
              + " person --model @/../own.st");

  static final Work TRANSFORM =
      new Work(
          "transform", false, "transform --model @/model.st --input @/many.csv --output %/out.csv");

  static final Work DESENSITIZE =
      new Work(
          "desensitize",
          true,
          "desensitize --quick --seed 1 --policies @/../plans.txt --input @/rows.csv --hide person"
              + " --keep activity --out %/release --resume %/resume");

  /** Every command that writes, but for downloads and experiments of hours. */
  static final List<Work> ALL =
      List.of(
          new Work(
              "fit",
              false,
              "fit --method rdca --input @/many.csv --hide person --keep activity --model %/m.st"),
          new Work(
              "fit --statistic",
              false,
              "fit --method rdca --input @/many.csv --hide person --keep activity --statistic"
                  + " %/s.stat"),
          new Work(
              "fit --from-statistic",
              false,
              "fit --method rdca --from-statistic @/a.stat --hide person --keep activity --model"
                  + " %/m.st"),
          new Work("merge", false, "merge @/a.stat @/a.stat --statistic %/sum.stat"),
          TRANSFORM,
          new Work(
              "transform to gzip",
              false,
              "transform --model @/model.st --input @/many.csv --output %/out.csv.gz"),
          new Work(
              "transform --state",
              false,
              "transform --model @/../own.st --device person --input @/many.csv --output %/out.csv"
                  + " --state %/state"),
          new Work("export", false, "export @/model.st --onnx %/m.onnx"),
          new Work(
              "certify",
              false,
              "certify --input @/rows.csv --cells activity --hide person --json %/c.json"),
          new Work("datasets export", false, "datasets export simulator --output %/rows.csv"),
          new Work(
              "audit",
              true,
              "audit --quick --input @/rows.csv --hide person --keep activity --json %/a.json"
                  + " --html %/a.html --resume %/resume"),
          DESENSITIZE);

  /** What was kept to go on with is private and of no fixed form: not among the results. */
  static boolean isResult(String file) {
    return !file.startsWith("resume/");
  }

  /** The command for two folders; an underscore stands for a blank within a word. */
  static List<String> command(String words, Object reads, Object writes) {
    return Arrays.stream(words.split(" "))
        .map(word -> word.contains("|") ? word.replace('_', ' ') : word)
        .map(word -> word.replace("@", reads.toString()).replace("%", writes.toString()))
        .toList();
  }

  List<String> command(Object reads, Object writes) {
    return command(words, reads, writes);
  }
}
