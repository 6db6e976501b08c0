package ml.tacit.table;

import java.io.IOException;

/**
 * A format that rows are read from. The first bytes of a file tell which one it is, whatever its
 * name says; {@link RowFormats} asks each in turn.
 */
interface RowFormat {

  /**
   * Whether a file is of this format.
   *
   * @param first the first bytes after unpacking, at most {@link RowBytes#PEEKED}; fewer where the
   *     file is shorter
   */
  boolean matches(byte[] first);

  /**
   * Begins to read.
   *
   * @param file its bytes, none read; closed with the cursor
   */
  RowCursor open(RowBytes file, Dialect dialect) throws IOException;
}
