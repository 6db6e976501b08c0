package ml.tacit.sensing;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What there is to know about a data set before loading it.
 *
 * @param name the name it is asked for by
 * @param description what it is, one line
 * @param rows rows that {@link DataSets#load} gives for the complete published data, or {@link
 *     #NOT_COUNTED}
 * @param columns numeric columns, labels not counted
 * @param url the publisher's page; empty for what is built in
 * @param terms licence or terms of use
 * @param citation what to cite; empty if nothing
 * @param location the folder or zip file found on this machine; empty if none, or built in
 */
public record DataSetInfo(
    String name,
    String description,
    int rows,
    int columns,
    String url,
    String terms,
    String citation,
    Optional<Path> location) {
  /** Number of rows where the complete data was not at hand to count them. */
  public static final int NOT_COUNTED = 0;
}
