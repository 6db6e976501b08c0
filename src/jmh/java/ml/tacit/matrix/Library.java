package ml.tacit.matrix;

import java.net.URL;
import java.util.Locale;
import java.util.function.Function;

/**
 * Who is measured, in the order of the report. Lambdas, since a method reference would load the
 * class: without the vector module one of them cannot be.
 */
enum Library {
  /** On one thread. */
  TACIT("Tacit", "ml.tacit.matrix.Dense", o -> new TacitPeer(o)),
  /** On two. */
  TACIT2("Tacit, two threads", "ml.tacit.matrix.Dense", o -> new TacitPeer(o)),
  /** What a pass over the data costs at least. */
  READ("streaming read", "java.lang.Object", o -> new StreamingRead(o)),
  /** On one thread. */
  OPENBLAS("OpenBLAS", "org.bytedeco.openblas.global.openblas", o -> new OpenBlasPeer(o, 1)),
  /** On two. */
  OPENBLAS2(
      "OpenBLAS, two threads",
      "org.bytedeco.openblas.global.openblas",
      o -> new OpenBlasPeer(o, 2)),
  /** Calls that same OpenBLAS. */
  SMILE("Smile (on OpenBLAS)", "smile.math.matrix.Matrix", o -> new SmilePeer(o)),
  /** On the vector module. */
  VECTORBLAS(
      "netlib VectorBLAS", "dev.ludovic.netlib.blas.BLAS", o -> new NetlibPeer(o, "VectorBLAS")),
  /** Translated from Fortran. */
  F2J("netlib F2J", "dev.ludovic.netlib.lapack.LAPACK", o -> new NetlibPeer(o, "F2jBLAS")),
  /** Plain Java. */
  EJML("EJML", "org.ejml.dense.row.CommonOps_DDRM", o -> new EjmlPeer(o)),
  /** Plain Java. */
  OJALGO("ojAlgo", "org.ojalgo.OjAlgoUtils", o -> new OjAlgoPeer(o)),
  /** Plain Java. */
  HIPPARCHUS("Hipparchus", "org.hipparchus.linear.RealMatrix", o -> new HipparchusPeer(o)),
  /** Plain Java. */
  COMMONSMATH(
      "Commons Math", "org.apache.commons.math3.linear.RealMatrix", o -> new CommonsMathPeer(o));

  final String title;
  private final String aClass;
  private final Function<Operands, Peer> peer;

  Library(String title, String aClass, Function<Operands, Peer> peer) {
    this.title = title;
    this.aClass = aClass;
    this.peer = peer;
  }

  Peer on(Operands operands) {
    return peer.apply(operands);
  }

  /** How many it may use. */
  int threads() {
    return this == TACIT2 || this == OPENBLAS2 ? 2 : 1;
  }

  /** The jar it comes in, which carries the version; "" for what is not from a jar. */
  String jar() {
    URL resource = Library.class.getClassLoader().getResource(aClass.replace('.', '/') + ".class");
    String file = resource == null ? "" : resource.getPath().replaceFirst("!.*", "");
    return file.endsWith(".jar") ? file.replaceFirst(".*/(.*)\\.jar", "$1") : "";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Library of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
