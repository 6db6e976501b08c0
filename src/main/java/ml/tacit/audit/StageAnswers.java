package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.statistics.Answer;
import ml.tacit.audit.statistics.Groups;

/**
 * What the adversaries of a stage say of single rows, then of rows together: for every number of
 * rows in the order of their names.
 *
 * @param names of the adversaries
 * @param together rows taken together; one entry for each number of rows
 * @param answers to be tested
 */
record StageAnswers(List<String> names, List<Groups> together, List<Answer> answers) {

  static StageAnswers of(
      List<String> names, List<Predictions> given, List<Groups> together, int[] trained) {
    int classes = trained.length;
    List<Answer> answers = new ArrayList<>();
    for (Predictions one : given) {
      answers.add(
          new Answer(one.codes(), one.atEqualPriors(trained), one.logProbabilities(), true));
    }
    for (Groups group : together) {
      for (Predictions one : given) {
        answers.add(
            new Answer(
                group.answers(one.codes(), one.logProbabilities(), classes),
                group.answers(one.codes(), one.scoresAtEqualPriors(trained), classes),
                null,
                false));
      }
    }
    return new StageAnswers(names, together, answers);
  }

  /** Answers to single rows. */
  int singles() {
    return names.size();
  }

  int count() {
    return answers.size();
  }

  String name(int a) {
    return names.get(a % names.size());
  }

  /** Rows taken together, at most. */
  int rows(int a) {
    return a < names.size() ? 1 : groups(a).rows();
  }

  /** Rows together; not of answers to single rows. */
  Groups groups(int a) {
    return together.get(a / names.size() - 1);
  }

  int[] named(int a) {
    return answers.get(a).codes();
  }

  int[] balanced(int a) {
    return answers.get(a).balanced();
  }

  /** Rows × classes, row-major; null where there are none. */
  double[] scores(int a) {
    return answers.get(a).scores();
  }
}
