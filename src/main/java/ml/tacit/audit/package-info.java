/**
 * What an attacker can still find out: adversaries trained on released rows, intervals, a verdict.
 *
 * <p>{@link ml.tacit.audit.Audit} is the protocol, the rows reach it as {@link
 * ml.tacit.audit.AuditParts}, the adversaries are behind one package-private sealed interface, the
 * statistics know nothing of either, and the reports only read an {@link
 * ml.tacit.audit.AuditResult}.
 */
package ml.tacit.audit;
