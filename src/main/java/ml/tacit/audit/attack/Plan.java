package ml.tacit.audit.attack;

/**
 * One attack to run: who, on what.
 *
 * @param name for progress
 * @param adversary the adversary
 * @param data the rows
 * @param task what to learn
 */
public record Plan(String name, Adversary adversary, AttackData data, LearningTask task) {}
