/**
 * The adversaries of the audit: they learn a label from training rows and name it for test rows.
 *
 * <p>{@link ml.tacit.audit.attack.Adversary} is the one interface; an adversary of this house is a
 * package-private {@code Classifier}, tuned and calibrated by {@code DirectAdversary}, and one line
 * in {@link ml.tacit.audit.attack.Adversary#forPrivacy}. {@link ml.tacit.audit.attack.AttackData}
 * is what it sees, {@link ml.tacit.audit.attack.LearningTask} what it is told, {@link
 * ml.tacit.audit.attack.Predictions} what it answers. {@link ml.tacit.audit.attack.Attacks} runs
 * them side by side and keeps finished ones on disk. Knows nothing of verdicts and reports.
 */
package ml.tacit.audit.attack;
