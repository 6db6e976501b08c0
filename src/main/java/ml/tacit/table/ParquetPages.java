package ml.tacit.table;

import java.io.IOException;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.RequiresPreviousReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The values of one column in one row group, page after page. The library's own reader does the
 * same for nested columns; a column that is not nested has a value or a null a row, and where no
 * value can be null there are no levels to look at.
 */
final class ParquetPages {
  /** Whether there is a value; 1 or 0, one a row. */
  private interface Levels {
    int next() throws IOException;
  }

  private final ColumnDescriptor column;
  private final PageReader pages;
  private final ParsedVersion writer;
  private final Dictionary dictionary;
  private Levels levels;
  private ValuesReader values;
  private int left;

  /** {@code writer} is what wrote the file, or null where that is not known. */
  ParquetPages(ColumnDescriptor column, PageReader pages, ParsedVersion writer) throws IOException {
    this.column = column;
    this.pages = pages;
    this.writer = writer;
    DictionaryPage page = pages.readDictionaryPage();
    this.dictionary = page == null ? null : page.getEncoding().initDictionary(column, page);
  }

  /** Goes to the next row; false if it has no value. */
  boolean next() throws IOException {
    while (left == 0) {
      nextPage();
    }
    left--;
    return levels == null || levels.next() > 0;
  }

  /** What gives the value of the row, which is to be read once. */
  ValuesReader values() {
    return values;
  }

  private void nextPage() throws IOException {
    DataPage page = pages.readPage();
    if (page == null) {
      throw new ParquetDecodingException("its pages end before its rows do");
    }
    left = page.getValueCount();
    if (page instanceof DataPageV1 first) {
      begin(first);
    } else if (page instanceof DataPageV2 second) {
      begin(second);
    } else {
      throw new ParquetDecodingException("a page of an unknown kind");
    }
  }

  private void begin(DataPageV1 page) throws IOException {
    var bytes = page.getBytes().toInputStream();
    if (column.getMaxDefinitionLevel() > 0) {
      ValuesReader reader =
          page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
      reader.initFromPage(left, bytes);
      levels = reader::readInteger;
    }
    values = reader(page.getValueEncoding());
    values.initFromPage(left, bytes);
  }

  private void begin(DataPageV2 page) throws IOException {
    if (column.getMaxDefinitionLevel() > 0) {
      BytesInput bytes = page.getDefinitionLevels();
      levels =
          new RunLengthBitPackingHybridDecoder(
                  BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel()),
                  bytes.toInputStream())
              ::readInt;
    }
    values = reader(page.getDataEncoding());
    values.initFromPage(left, page.getData().toInputStream());
  }

  private ValuesReader reader(Encoding encoding) {
    if (encoding.usesDictionary()) {
      if (dictionary == null) {
        throw new ParquetDecodingException("its dictionary is missing");
      }
      return encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary);
    }
    ValuesReader reader = encoding.getValuesReader(column, ValuesType.VALUES);
    if (values != null
        && reader instanceof RequiresPreviousReader follower
        && CorruptDeltaByteArrays.requiresSequentialReads(writer, encoding)) {
      follower.setPreviousReader(values);
    }
    return reader;
  }
}
