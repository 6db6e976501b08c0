package ml.tacit.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files that are no rows in a format that is read, known by their first bytes, so that one line
 * says what they are in place of what a parser makes of them.
 */
final class ForeignFormat {
  private record Mark(String bytes, String what, String remedy) {}

  private static final String AS_TABLE = "write the table as CSV or Parquet";
  private static final String UNPACK = "unpack it first, or pack it as gzip or zstd";

  private static final List<Mark> MARKS =
      List.of(
          new Mark("ARROW1\0\0", "an Arrow (Feather) file", "write it as Parquet"),
          new Mark("\u00FF\u00FF\u00FF\u00FF", "a stream of Arrow", "write it as Parquet"),
          new Mark("FEA1", "a Feather file", "write it as Parquet"),
          new Mark("PARE", "an encrypted Parquet file", "decrypt it first"),
          new Mark("ORC", "an ORC file", "write it as Parquet"),
          new Mark("Obj\u0001", "an Avro file", "write it as Parquet"),
          new Mark("\u00D0\u00CF\u0011\u00E0", "an XLS (Excel) file", "save the sheet as CSV"),
          new Mark("\u0089HDF\r\n", "an HDF5 file", AS_TABLE),
          new Mark("\u0093NUMPY", "a NumPy file", AS_TABLE),
          new Mark("SQLite format 3", "an SQLite database", AS_TABLE),
          new Mark("RDX", "an R data file", AS_TABLE),
          new Mark("%PDF-", "a PDF file", AS_TABLE),
          new Mark("BZh", "packed with bzip2", UNPACK),
          new Mark("\u00FD7zXZ\0", "packed with xz", UNPACK),
          new Mark("7z\u00BC\u00AF", "a 7z archive", UNPACK),
          new Mark("Rar!", "a RAR archive", UNPACK),
          new Mark("\u0004\"M\u0018", "packed with lz4", UNPACK));

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F\\xFF]");

  private ForeignFormat() {}

  /** Throws if the first bytes are those of such a file; {@code where} opens the message. */
  static void refuse(String where, byte[] first) {
    String start = new String(first, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
      throw isZip(where, start);
    }
    boolean isBinary = CONTROL.matcher(start).find(); // a header of CSV may begin like a mark
    for (Mark mark : MARKS) {
      if (start.startsWith(mark.bytes) && (isBinary || mark.what.endsWith("PDF file"))) {
        throw new BadDataException(where + ": is " + mark.what + "; " + mark.remedy);
      }
    }
    if (start.length() > 262 && start.startsWith("ustar", 257)) {
      throw new BadDataException(where + ": is a tar archive; unpack it first");
    }
    if (start.matches("(?s)\\s*(<!DOCTYPE|<html|<HTML|<\\?xml).*")) {
      throw new BadDataException(where + ": is a web page or XML, rows were expected");
    }
    if (start.matches("(?s)(\u00EF\u00BB\u00BF)?\\s*\\[\\s*[\\[{].*")) {
      throw new BadDataException(
          where + ": is one JSON array; write JSON lines, one object {\"column\": value} a line");
    }
  }

  /** A workbook has its parts named at the front; their names are not packed. */
  private static BadDataException isZip(String where, String start) {
    if (start.contains("xl/")
        || start.contains("[Content_Types].xml")
        || start.contains("_rels/.rels")) {
      return new BadDataException(where + ": is an XLSX (Excel) file; save the sheet as CSV");
    }
    if (start.contains("mimetypeapplication/vnd.oasis.opendocument")) {
      return new BadDataException(where + ": is an OpenDocument file; save the sheet as CSV");
    }
    return new BadDataException(
        where + ": is a zip file, CSV text was expected (plain, gzip or zstd); unpack it first");
  }
}
