package ml.tacit.audit.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.audit.NewPeople;
import ml.tacit.audit.NumberResult;

/**
 * What a report says in addition to the audit's figures. Plain texts; maps keep their order.
 *
 * @param title heading
 * @param release what was released, name to value (method, ridge, removed rank, …); may be empty
 * @param provenance where the figures come from (files and their hashes, versions, …); may be empty
 * @param again the command that runs the audit again, or "" if there is none
 * @param search how this release was chosen among others, or null if there was no choice
 * @param numbers private numbers that were attacked on the same rows; may be empty
 * @param newPeople what the release does for people whom it was not fitted to, or null if nobody
 *     asked
 * @param columns how each column of the table was read; may be empty
 * @param droppedRows rows that lacked a value and were left out before anything else; no figure
 *     covers them
 */
public record ReportContext(
    String title,
    Map<String, String> release,
    Map<String, String> provenance,
    String again,
    Compared search,
    List<NumberResult> numbers,
    NewPeople newPeople,
    List<ColumnRead> columns,
    long droppedRows) {

  /** Copies the maps and the lists. */
  public ReportContext {
    release = Collections.unmodifiableMap(new LinkedHashMap<>(release));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    numbers = List.copyOf(numbers);
    columns = List.copyOf(columns);
  }

  /**
   * Without people left out.
   *
   * @param title heading
   * @param release what was released, name to value; may be empty
   * @param provenance where the figures come from; may be empty
   * @param again the command that runs the audit again, or "" if there is none
   * @param search how this release was chosen among others, or null if there was no choice
   * @param numbers private numbers that were attacked on the same rows; may be empty
   */
  public ReportContext(
      String title,
      Map<String, String> release,
      Map<String, String> provenance,
      String again,
      Compared search,
      List<NumberResult> numbers) {
    this(title, release, provenance, again, search, numbers, null, List.of(), 0);
  }

  /**
   * Without private numbers.
   *
   * @param title heading
   * @param release what was released, name to value; may be empty
   * @param provenance where the figures come from; may be empty
   * @param again the command that runs the audit again, or "" if there is none
   * @param search how this release was chosen among others, or null if there was no choice
   */
  public ReportContext(
      String title,
      Map<String, String> release,
      Map<String, String> provenance,
      String again,
      Compared search) {
    this(title, release, provenance, again, search, List.of());
  }

  /**
   * With private numbers in the place of those before.
   *
   * @param found what was found of each
   * @return the changed context
   */
  public ReportContext withNumbers(List<NumberResult> found) {
    return new ReportContext(
        title, release, provenance, again, search, found, newPeople, columns, droppedRows);
  }

  /**
   * With people left out in the place of those before.
   *
   * @param found what the release does for them, or null
   * @return the changed context
   */
  public ReportContext withNewPeople(NewPeople found) {
    return new ReportContext(
        title, release, provenance, again, search, numbers, found, columns, droppedRows);
  }

  /**
   * With columns in the place of those before.
   *
   * @param read how each was read
   * @return the changed context
   */
  public ReportContext withColumns(List<ColumnRead> read) {
    return new ReportContext(
        title, release, provenance, again, search, numbers, newPeople, read, droppedRows);
  }

  /**
   * With rows that lacked a value and were left out.
   *
   * @param rows how many, in place of those so far
   * @return the changed context
   */
  public ReportContext withDroppedRows(long rows) {
    return new ReportContext(
        title, release, provenance, again, search, numbers, newPeople, columns, rows);
  }

  /**
   * A title and nothing else.
   *
   * @param title heading
   * @return the context
   */
  public static ReportContext of(String title) {
    return new ReportContext(title, Map.of(), Map.of(), "", null);
  }
}
