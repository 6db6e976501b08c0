package ml.tacit.sensing;

/** What the simulated people do; the names are those of UCI HAR. */
enum Activity {
  WALKING,
  WALKING_UPSTAIRS,
  WALKING_DOWNSTAIRS,
  SITTING,
  STANDING,
  LAYING;

  /** Its place in the tables of the models; the order is part of what seeds mean. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  boolean isWalking() {
    return this == WALKING || this == WALKING_UPSTAIRS || this == WALKING_DOWNSTAIRS;
  }
}
