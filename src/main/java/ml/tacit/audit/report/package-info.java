/**
 * An audit for readers: {@link ml.tacit.audit.report.AuditText} for a terminal, {@link
 * ml.tacit.audit.report.AuditJson} for scripts, {@link ml.tacit.audit.report.AuditHtml} as one page
 * that loads nothing. All read an {@link ml.tacit.audit.AuditResult} and compute nothing new.
 */
package ml.tacit.audit.report;
