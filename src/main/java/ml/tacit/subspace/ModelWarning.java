package ml.tacit.subspace;

/** A fact about a fitted model that its owner should read before sharing it. */
public interface ModelWarning {

  /**
   * One line for a user.
   *
   * @return the text
   */
  String message();
}
