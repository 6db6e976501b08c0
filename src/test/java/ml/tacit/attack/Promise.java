package ml.tacit.attack;

/** What holds whatever happens. {@code docs/promises.md} prints these sentences. */
public enum Promise {
  WHOLE("A file is the old one or the new one, whole, whenever a command is killed."),
  ONE_RUN("A folder of results is of one run, or has no manifest."),
  NOTHING_LEFT("Temporary files go with their command, after a crash with the next run."),
  NO_SPACE("A full disk costs the new file only, and the message names it."),
  RESUMED("Work that goes on after a crash ends with the same bytes."),
  SAME_BITS("Released rows and models are the same bytes on every JVM of one vector width."),
  TABLES("A table that cannot be read is refused by file, row and column."),
  MODELS("A model file is data: an altered or hostile one is refused."),
  KEPT_FILES("A statistic, a resume file or a result that was altered is refused or made anew."),
  ARCHIVES("A data set or an archive that is hostile is refused in bounded time and memory."),
  IMPOSSIBLE("Work that cannot end is refused at the first count."),
  CANCELLED("Work that is interrupted ends, and leaves nothing half fitted."),
  MEMORY("Fitting and transforming a file of any length takes constant memory."),
  THREADS("One release serves many threads, and memory stays flat."),
  INVARIANT("A fit does not depend on the order, the parts or the names of what it is fitted to."),
  TEXT("Text from a file is shown, and never run."),
  SECRETS("What may be published holds no hidden name, no raw row and no path."),
  VERIFIED("A change of any file of a release is found by verify.");

  private final String sentence;

  Promise(String sentence) {
    this.sentence = sentence;
  }

  /** Subject, verb, object. */
  public String sentence() {
    return sentence;
  }
}
