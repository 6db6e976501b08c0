package ml.tacit.cli;

import java.util.Locale;

/** The methods as the command line spells them, and the labels each needs. */
enum Method {
  DCA(true, false),
  RDCA(false, true),
  DUCA(true, true),
  MDR(true, true),
  RUCA(true, true),
  KDCA(true, false),
  MULTIKERNEL(true, false),
  PCA(false, false);

  final boolean needsKeep;
  final boolean needsHide;

  Method(boolean needsKeep, boolean needsHide) {
    this.needsKeep = needsKeep;
    this.needsHide = needsHide;
  }

  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
