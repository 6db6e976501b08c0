package ml.tacit.audit.attack;

/** Which rows of the attack data. */
enum Side {
  TRAIN,
  TEST
}
