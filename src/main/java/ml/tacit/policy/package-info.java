/**
 * Which release: candidates, what is asked of them, and the search that picks one without a look at
 * test rows.
 */
package ml.tacit.policy;
