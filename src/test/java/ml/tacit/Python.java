package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Python with NumPy, where it is installed. */
final class Python {
  private Python() {}

  /** Skips the tests where Python or NumPy is not there. */
  static void assumeNumPy() throws Exception {
    boolean there;
    try {
      there = status(Path.of("."), "import numpy", ProcessBuilder.Redirect.DISCARD) == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "python3 with numpy is needed to run the page's Python");
  }

  /** What a program printed; an error in it fails the test. */
  static String run(Path folder, String code) throws Exception {
    Path printed = folder.resolve("printed.txt");
    int status = status(folder, code, ProcessBuilder.Redirect.to(printed.toFile()));
    String text = Files.readString(printed);
    assertEquals(0, status, text);
    return text;
  }

  private static int status(Path folder, String code, ProcessBuilder.Redirect printed)
      throws Exception {
    Process process =
        new ProcessBuilder("python3", "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed)
            .start();
    process.getOutputStream().write(code.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
