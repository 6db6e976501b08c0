package ml.tacit.fuzz;

import java.util.List;
import ml.tacit.attack.Promise;

/**
 * A reader under attack. It is given any bytes and must take them or refuse them in words; {@link
 * Refusal} says which exceptions are words. What it takes it may check: a text that is written and
 * read again, or what another reader makes of the same bytes.
 *
 * <p>Instances are of one thread and serve any number of attacks, so they keep nothing of one.
 */
public interface Fuzzed {

  /** What is broken where it fails. */
  Promise promise();

  /**
   * Reads the bytes.
   *
   * @param data what somebody made up; not to be changed
   * @throws Exception if they are refused
   */
  void read(byte[] data) throws Exception;

  /**
   * Where the attack begins.
   *
   * @return good input of each kind, so that mutations of it get far
   * @throws Exception if it cannot be made
   */
  List<byte[]> seeds() throws Exception;
}
