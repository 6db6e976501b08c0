package ml.tacit.experiment;

import ml.tacit.audit.AuditRows;

/**
 * One release of an experiment.
 *
 * @param method the method, as printed
 * @param hidden what was hidden where an experiment hides one thing after the other, else empty
 * @param rows what learners learn from and are tested on
 */
record Released(String method, String hidden, AuditRows rows) {
  String name() {
    return hidden.isEmpty() ? method : method + " hiding " + hidden;
  }
}
