package ml.tacit.audit;

/** Which rows of a scene. */
enum Side {
  TRAIN,
  TEST
}
