package ml.tacit.audit;

/**
 * One attack to run: who, on what.
 *
 * @param name for progress
 * @param adversary who
 * @param scene the rows
 * @param rowsHash {@link AttackStore#hash} of the rows, null if nothing is kept
 * @param task what to learn
 */
record Plan(String name, Adversary adversary, Scene scene, String rowsHash, Task task) {}
