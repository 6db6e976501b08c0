package ml.tacit.audit.report;

/**
 * Something a reader can do now.
 *
 * @param text what and why, one or two sentences
 * @param command the command that does it, or ""
 */
record NextStep(String text, String command) {}
