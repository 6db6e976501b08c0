package ml.tacit.sensing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A data set in the layout of UCI HAR, small enough to write down: 3 + 2 rows, 4 features. */
final class SmallHar {
  final Map<String, String> files = new LinkedHashMap<>();

  SmallHar() {
    files.put("features.txt", "1 mean()-X\n2 bands()-1,8\n3 bands()-1,8\n4 bands()-1,8\n");
    files.put("activity_labels.txt", "1 WALKING\n2 SITTING\n");
    files.put(
        "train/X_train.txt",
        """
        1.0000000e-001 -2.5000000e-001  3.0000000e+000  4.0000000e+000\r
          5.0000000e+000  6.0000000e+000  7.0000000e+000  8.0000000e+000\r
          9.0000000e+000  1.0000000e+001  1.1000000e+001  1.2000000e+001\r
        """);
    files.put("train/y_train.txt", "2\n1\n1\n");
    files.put("train/subject_train.txt", "3\n3\n1\n");
    files.put("test/X_test.txt", "13 14 15 16\n17 18 19 20\n");
    files.put("test/y_test.txt", "1\n2\n");
    files.put("test/subject_test.txt", "2\n2\n");
  }

  /** Writes the files, plain or compressed. */
  Path folder(Path into, boolean compressed) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = into.resolve(file.getKey() + (compressed ? ".gz" : ""));
      Files.createDirectories(path.getParent());
      try (OutputStream plain = Files.newOutputStream(path);
          OutputStream out = compressed ? new GZIPOutputStream(plain) : plain) {
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return into;
  }

  /** The published zip file, with the resource forks that are in it. */
  byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("__MACOSX/UCI HAR Dataset/._features.txt"));
      zip.write(1);
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("UCI HAR Dataset/" + file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** A zip file with one file in it. */
  static byte[] zipOf(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
