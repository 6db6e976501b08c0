/**
 * What an attacker can still find out: adversaries trained on released rows, intervals, a verdict.
 *
 * <p>This is the protocol and its results. {@link ml.tacit.audit.Audit} is the protocol, the rows
 * reach it as {@link ml.tacit.audit.AuditParts}, it answers with an {@link
 * ml.tacit.audit.AuditResult}. Three rooms lie below it:
 *
 * <ul>
 *   <li>{@link ml.tacit.audit.attack}: the adversaries, and running them; knows no verdict;
 *   <li>{@link ml.tacit.audit.statistics}: tests and limits; knows no adversary;
 *   <li>{@link ml.tacit.audit.report}: text, JSON and pages; reads results only.
 * </ul>
 *
 * <p>{@code PackageFenceTest} holds these arrows. Types of {@code attack} and {@code statistics}
 * are public for this package, not for users, but for those that a signature here names.
 */
package ml.tacit.audit;
