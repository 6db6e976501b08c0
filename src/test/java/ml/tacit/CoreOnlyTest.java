package ml.tacit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fitting, transforming, saving and loading run with EJML alone on the class path. */
class CoreOnlyTest {
  @TempDir Path folder;

  /** What runs in the other JVM. */
  static final class Example {
    public static void main(String[] args) throws IOException {
      LabelledRows data = Simulator.standard().withPeople(3).withSeconds(20).generate();
      Path file = Path.of(args[0]);
      Release.of(Rdca.ridge(1).fit(data, Roles.hide("subject"))).save(file);
      System.out.print(Release.load(file).transform(data).features().size());
    }
  }

  @Test
  void theCoreNeedsOneLibrary() throws Exception {
    List<Class<?>> core =
        List.of(Release.class, CoreOnlyTest.class, DMatrixRMaj.class, CommonOps_DDRM.class);
    String classPath =
        core.stream()
            .map(CoreOnlyTest::home)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Example.class.getName(),
                        folder.resolve("m.safetensors").toString())
                    .toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("152", Files.readString(output, StandardCharsets.UTF_8));
    assertEquals(0, process.exitValue());
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
