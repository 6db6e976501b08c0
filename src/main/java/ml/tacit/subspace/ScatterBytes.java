package ml.tacit.subspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;

/** The serialized form of a statistic: its bytes, read as strictly as a file. */
record ScatterBytes(byte[] bytes) implements Serializable {

  static ScatterBytes of(Scatter scatter) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      scatter.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new ScatterBytes(out.toByteArray());
  }

  private Object readResolve() throws ObjectStreamException {
    try {
      return Scatter.read(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      StreamCorruptedException corrupted = new StreamCorruptedException(e.getMessage());
      corrupted.initCause(e);
      throw corrupted;
    }
  }
}
