package ml.tacit.audit;

import java.util.Optional;
import ml.tacit.leak.Certificate;

/**
 * What no attacker can exceed on one released row, with the certificate's confidence: not only
 * those that were tried.
 *
 * <p>For finitely many cells it is the certificate's. Where noisy numbers stand beside a decision,
 * it is that of the decision, plus the total variation that the noise allows by itself.
 *
 * @param known with noise, against attackers that know the utility class of each row; empty without
 *     a utility label
 * @param blind with noise, against attackers that see the released row only
 * @param cells how many different cells there were
 * @param noise what numbers under noise may add, a share; 0 where only cells leave
 * @param session the column whose judged session the rows are of: those alone were certified; empty
 *     where parts are not made by sessions
 */
public record Certified(
    Optional<Certificate> known,
    Certificate blind,
    int cells,
    double noise,
    Optional<String> session) {

  /** {@return the certificate against the attacker that knows most} */
  public Certificate strongest() {
    return known.orElse(blind);
  }

  /** {@return the most that any attacker, known or not, reaches} */
  public double bound() {
    return strongest().certified();
  }

  /** {@return how many releases the bound holds for at once; 1 if none were compared} */
  public int candidates() {
    return strongest().candidates();
  }

  /** {@return the same of attackers that do not know the utility class} */
  public double blindBound() {
    return blind.certified();
  }
}
