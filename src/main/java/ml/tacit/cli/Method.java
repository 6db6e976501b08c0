package ml.tacit.cli;

import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Trainer;

/** The methods as the command line spells them: a line each. */
enum Method {
  RDCA(
      Labels.HIDE,
      "removes the class means of --hide from the columns",
      s -> new Rdca(s.ridge(), s.asComponents(), s.components())),
  DCA(
      Labels.KEEP,
      "components that tell the classes of --keep apart",
      s -> new Dca(s.ridge(), s.components(), 0)),
  DUCA(
      Labels.BOTH,
      "dca, less --beta times what tells the classes of --hide apart",
      s -> new Duca(s.ridge(), s.alpha(), s.beta(), s.components())),
  MDR(
      Labels.BOTH,
      "dca against the scatter between the classes of --hide",
      s -> new Mdr(s.ridge(), s.components())),
  RUCA(
      Labels.BOTH,
      "dca, at a --price for what tells the classes of --hide apart",
      s -> new Ruca(s.ridge(), s.price(), s.components())),
  KDCA(
      Labels.KEEP,
      "dca with a --kernel; rdca, duca, mdr and ruca take one, too",
      s -> new Dca(s.ridge(), s.components(), 0)),
  MULTIKERNEL(Labels.KEEP, "components of several kernels, weighted, side by side", s -> null),
  PCA(
      Labels.NONE,
      "components of most variance, a baseline",
      s -> new Pca(s.components(), s.standardized()));

  final boolean needsKeep;
  final boolean needsHide;
  private final String does;
  private final Function<MethodSettings, Trainer> trainer;

  /** The labels that a method needs. */
  private enum Labels {
    NONE,
    KEEP,
    HIDE,
    BOTH
  }

  Method(Labels labels, String does, Function<MethodSettings, Trainer> trainer) {
    this.needsKeep = labels == Labels.KEEP || labels == Labels.BOTH;
    this.needsHide = labels == Labels.HIDE || labels == Labels.BOTH;
    this.does = does;
    this.trainer = trainer;
  }

  /** The linear trainer, in the features of a kernel where the method has one. */
  Trainer trainer(MethodSettings settings) {
    return trainer.apply(settings);
  }

  /** Whether the method works with the Gram matrix of all rows, too. */
  boolean hasExactForm() {
    Trainer any = trainer(new MethodSettings(Ridge.DEFAULT, 0, false, 1, 1, 1, true));
    return any == null || any.exactForm().isPresent(); // several kernels have no linear trainer
  }

  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return spelling();
  }

  /** The help text of --method, a line for each. */
  static ResourceBundle help() {
    return new ListResourceBundle() {
      @Override
      protected Object[][] getContents() {
        Method[] all = values();
        Object[][] lines = new Object[all.length + 1][];
        lines[0] = new Object[] {"method.0", "One of"};
        for (int i = 0; i < all.length; i++) {
          lines[i + 1] =
              new Object[] {"method." + (i + 1), "  " + all[i].spelling() + "  " + all[i].does};
        }
        return lines;
      }
    };
  }
}
