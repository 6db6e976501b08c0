package ml.tacit.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A part of the page, measured under flags of its own. */
enum Section {
  /** Against everybody. */
  ONE_THREAD("One thread", true),
  /** Against itself on one thread. */
  TWO_THREADS("Two threads", true),
  /** Whose JIT compiler makes less of vector code. */
  JDK17("JDK 17, one thread", true),
  /** As a user meets the library who passes no flag. */
  PLAIN("Without the vector module, one thread", false);

  final String title;
  final boolean vectorModule;

  Section(String title, boolean vectorModule) {
    this.title = title;
    this.vectorModule = vectorModule;
  }

  /** What is measured in it. A library is left out where one call takes more than some seconds. */
  List<Contest> contests() {
    return switch (this) {
      case ONE_THREAD -> oneThread();
      case TWO_THREADS -> twoThreads();
      case JDK17 -> jdk17();
      case PLAIN -> plain();
    };
  }

  private static List<Contest> oneThread() {
    String all = " tacit,openblas,smile,vectorblas,f2j,ejml,ojalgo,hipparchus,commonsmath";
    String lapack = " tacit,openblas,smile,f2j,ejml,ojalgo,hipparchus,commonsmath";
    return parse(
        "gemm 561" + all,
        "gemm 1000" + all,
        "gemm 2000 tacit,openblas,smile,vectorblas,ejml",
        "scatter 561" + all,
        "statistic 561 tacit,openblas",
        "eigen 128" + lapack,
        "eigen 561" + lapack,
        "eigen 1000" + lapack,
        "eigen 2000 tacit,openblas,ejml,ojalgo",
        "values 561 tacit,openblas,f2j,ejml,ojalgo",
        "values 1000 tacit,openblas,f2j,ejml,ojalgo",
        "values 2000 tacit,openblas",
        "largest 561 tacit,openblas",
        "largest 1000 tacit,openblas",
        "largest 2000 tacit,openblas",
        "generalized 561 tacit,openblas,ojalgo",
        "generalized 1000 tacit,openblas,ojalgo",
        "pencil 561 tacit,openblas,ojalgo",
        "pencil 1000 tacit,openblas,ojalgo",
        "pencil 2000 tacit,openblas",
        "cholesky 561" + lapack,
        "cholesky 1000" + lapack,
        "cholesky 2000 tacit,openblas,smile,f2j,ejml,ojalgo",
        "cholesky 7352 tacit,openblas",
        "solve 561 tacit,openblas,ejml",
        "solve 2000 tacit,openblas,ejml",
        "project 561 tacit,read,openblas,vectorblas,ejml,ojalgo,commonsmath",
        "rbf 7352 tacit,openblas",
        "rbf-whole 7352 tacit,openblas",
        "laplacian 7352 tacit",
        "kernel-dca 7352 tacit,openblas",
        "kernel-route 1000 tacit,openblas",
        "kernel-route 2000 tacit,openblas");
  }

  private static List<Contest> twoThreads() {
    String both = " tacit2,tacit,openblas,openblas2";
    return parse(
        "gemm 1000" + both,
        "gemm 2000" + both,
        "scatter 561" + both,
        "eigen 561" + both,
        "eigen 1000" + both,
        "eigen 2000" + both,
        "cholesky 2000" + both,
        "cholesky 7352 tacit2,tacit",
        "rbf 7352 tacit2,tacit",
        "laplacian 7352 tacit2,tacit",
        "kernel-dca 7352 tacit2,tacit");
  }

  private static List<Contest> jdk17() {
    String both = " tacit,openblas";
    return parse(
        "gemm 561" + both,
        "gemm 1000" + both,
        "gemm 2000" + both,
        "scatter 561" + both,
        "eigen 561" + both,
        "eigen 1000" + both,
        "cholesky 2000" + both);
  }

  private static List<Contest> plain() {
    String both = " tacit,ejml";
    List<Contest> contests = new ArrayList<>();
    for (String n : List.of("128", "561", "1000")) {
      contests.addAll(parse("gemm " + n + both, "eigen " + n + both, "cholesky " + n + both));
    }
    contests.addAll(parse("scatter 561" + both, "solve 1000" + both, "project 561" + both));
    return contests;
  }

  private static List<Contest> parse(String... texts) {
    return List.of(texts).stream().map(Contest::parse).toList();
  }

  static Section of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
