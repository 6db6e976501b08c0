package ml.tacit.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;

/** The serialized form of a release: the bytes of its model file, read as strictly as one. */
record ReleaseBytes(byte[] bytes) implements Serializable {

  static ReleaseBytes of(Release release) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      release.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new ReleaseBytes(out.toByteArray());
  }

  private Object readResolve() throws ObjectStreamException {
    try {
      return Release.read(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      StreamCorruptedException corrupted = new StreamCorruptedException(e.getMessage());
      corrupted.initCause(e);
      throw corrupted;
    }
  }
}
