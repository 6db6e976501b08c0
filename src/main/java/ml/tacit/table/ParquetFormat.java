package ml.tacit.table;

import java.io.IOException;

/** Parquet, behind a library that the caller adds. */
final class ParquetFormat implements RowFormat {
  @Override
  public boolean matches(byte[] first) {
    return first.length >= 4
        && first[0] == 'P'
        && first[1] == 'A'
        && first[2] == 'R'
        && first[3] == '1';
  }

  @Override
  public RowCursor open(RowBytes file, Dialect dialect) throws IOException {
    if (file.isPacked()) {
      throw new BadDataException(file.where() + ": is a packed Parquet file; unpack it first");
    }
    OptionalLibrary.PARQUET.require(file.where() + ": is a Parquet file");
    return new ParquetRows(file, dialect);
  }
}
