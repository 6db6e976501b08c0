package ml.tacit.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A case of one size, and who takes part; as text, for JMH, "gemm 1000 tacit,openblas".
 *
 * @param what the case
 * @param n its size
 * @param libraries who, the one first that the others are compared with
 */
record Contest(Case what, int n, List<Library> libraries) {

  static Contest of(Case what, int n, Library... libraries) {
    return new Contest(what, n, List.of(libraries));
  }

  static Contest parse(String text) {
    String[] words = text.split(" ");
    List<Library> libraries = Arrays.stream(words[2].split(",")).map(Library::of).toList();
    return new Contest(Case.of(words[0]), Integer.parseInt(words[1]), libraries);
  }

  @Override
  public String toString() {
    return libraries.stream()
        .map(Library::toString)
        .collect(Collectors.joining(",", what + " " + n + " ", ""));
  }
}
