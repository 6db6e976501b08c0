/** The published experiments as protocols that anyone can run. */
package ml.tacit.experiment;
