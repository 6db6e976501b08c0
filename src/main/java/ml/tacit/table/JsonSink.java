package ml.tacit.table;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Writes JSON lines: an object a row, its keys in the order of the header. Not thread-safe. */
final class JsonSink implements RowSink {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final SinkLayout layout;
  private final SerializedString[] keys;
  private final PackedFile file;
  private final JsonGenerator json;
  private long rowsWritten;

  private JsonSink(SinkLayout layout, PackedFile file) throws IOException {
    this.layout = layout;
    this.keys = new SerializedString[layout.columns()];
    for (int j = 0; j < keys.length; j++) {
      keys[j] = new SerializedString(layout.name(j));
    }
    this.file = file;
    this.json =
        FACTORY
            .createGenerator(file.stream(), JsonEncoding.UTF8)
            .setRootValueSeparator(new SerializedString("\n"));
  }

  static JsonSink create(Path target, List<String> header, List<String> numbers)
      throws IOException {
    OptionalLibrary.JSON.require(target.toString());
    SinkLayout layout = SinkLayout.of(target.toString(), header, numbers);
    PackedFile file = PackedFile.create(target);
    try {
      return new JsonSink(layout, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(RowBlock block, DMatrixRMaj numbers) throws IOException {
    layout.requireShape(block.size(), numbers);
    String[][] texts = layout.texts(block);
    for (int i = 0; i < block.size(); i++) {
      json.writeStartObject();
      for (int j = 0; j < keys.length; j++) {
        json.writeFieldName(keys[j]);
        if (layout.isNumber(j)) {
          json.writeNumber(Decimals.format(layout.number(numbers, i, j, rowsWritten)));
        } else {
          json.writeString(texts[j][i]);
        }
      }
      json.writeEndObject();
      rowsWritten++;
    }
  }

  @Override
  public void commit() throws IOException {
    if (rowsWritten > 0) {
      json.writeRaw('\n');
    }
    json.close();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
