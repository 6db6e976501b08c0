package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row, block and stream are one; a model file keeps every bit and refuses every altered one. */
class ReleaseTest {
  private static final int N = 500;
  private static final int D = 9;
  private static final LabelledRows ROWS = rows();

  @TempDir Path folder;

  static Stream<SubspaceModel> models() {
    DMatrixRMaj rows = ROWS.rows();
    Labels person = ROWS.label("person");
    return Stream.of(
        Rdca.ridge(1).fit(rows, person).withRoles(Roles.hide("person")),
        Rdca.ridge(1).withNoiseComponents(3).fit(ROWS, Roles.hide("person")),
        Dca.ridge(1).fit(ROWS, Roles.keep("activity")));
  }

  private static LabelledRows rows() {
    Random random = new Random(4);
    DMatrixRMaj rows = new DMatrixRMaj(N, D);
    int[] person = new int[N];
    int[] activity = new int[N];
    for (int i = 0; i < N; i++) {
      person[i] = random.nextInt(4);
      activity[i] = random.nextInt(3);
      for (int j = 0; j < D; j++) {
        rows.set(i, j, random.nextGaussian() + (person[i] == j ? 2 : 0) + activity[i]);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    return new LabelledRows(
        IntStream.range(0, D).mapToObj(j -> "x \"" + j + "\",é").toList(), rows, labels);
  }

  private static Release release(SubspaceModel model) {
    return Release.of(model, ROWS.features()).withSettings(Map.of("note", "a \\ \"quoted\" text"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void rowBlockAndStreamAgreeBitForBit(SubspaceModel model) throws IOException {
    Release release = release(model);
    DMatrixRMaj block = release.transform(ROWS.rows());
    for (int i = 0; i < N; i++) {
      double[] row = Arrays.copyOfRange(ROWS.rows().data, i * D, (i + 1) * D);
      int m = block.numCols;
      assertArrayEquals(Arrays.copyOfRange(block.data, i * m, (i + 1) * m), release.transform(row));
    }
    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv.gz");
    CsvWriter.writeAll(input, ROWS);
    assertEquals(N, release.transformCsv(input, output).rows());
    LabelledRows streamed =
        CsvReader.readAll(output, new ColumnRoles(List.of(), release.outputs(), List.of()));
    assertArrayEquals(block.data, streamed.rows().data);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSavedModelComesBackWithEveryBit(SubspaceModel model) throws IOException {
    Release release = release(model);
    Path file = folder.resolve("model.safetensors");
    release.save(file);
    Release loaded = Release.load(file);
    assertEquals(release.inputs(), loaded.inputs());
    assertEquals(release.outputs(), loaded.outputs());
    assertEquals(release.info(), loaded.info());
    assertArrayEquals(release.transform(ROWS.rows()).data, loaded.transform(ROWS.rows()).data);
    byte[] bytes = Files.readAllBytes(file);
    loaded.save(file);
    assertArrayEquals(bytes, Files.readAllBytes(file), "the same release, the same bytes");
  }

  @Test
  void anyChangedByteAndAnyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    release(models().findFirst().orElseThrow()).save(file);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(6);
    int[] places =
        IntStream.concat(IntStream.range(0, 300), random.ints(300, 0, bytes.length)).toArray();
    for (int place : places) {
      byte[] changed = bytes.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      refused(file, changed);
    }
    for (int length :
        new int[] {0, 1, 7, 8, 9, 100, bytes.length / 2, bytes.length - 8, bytes.length - 1}) {
      refused(file, Arrays.copyOf(bytes, length));
    }
    refused(file, Arrays.copyOf(bytes, bytes.length + 8));
  }

  @Test
  void declaredSizesAreCheckedBeforeAnythingIsAllocated() throws IOException {
    Path file = folder.resolve("crafted.safetensors");
    refused(file, crafted(Long.MAX_VALUE, "{}"));
    refused(file, crafted(-1, "{}"));
    String huge =
        "{\"__metadata__\":{\"format\":\"tacit-model\",\"format_version\":\"1\",\"sha256\":\""
            + "0".repeat(64)
            + "\",\"model\":\"{}\"},\"offset\":{\"dtype\":\"F64\",\"shape\":[1000000000000],"
            + "\"data_offsets\":[0,8000000000000]}}";
    refused(file, crafted(huge.length(), huge));
    String deep = "[".repeat(100_000);
    refused(file, crafted(deep.length(), deep));
  }

  @Test
  void aLaterFormatVersionIsNamed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    release(models().findFirst().orElseThrow()).save(file);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        text.replace("\"format_version\":\"3\"", "\"format_version\":\"9\""),
        StandardCharsets.ISO_8859_1);
    BadDataException e = assertThrows(BadDataException.class, () -> Release.load(file));
    assertTrue(
        e.getMessage().endsWith("format_version is '9', '1' or '2' or '3' is expected"),
        e.getMessage());
  }

  @Test
  void aModelForOtherColumnsLeavesTheOutputAsItWas() throws IOException {
    Release release = release(models().findFirst().orElseThrow());
    Path input = folder.resolve("other.csv");
    Files.writeString(input, "a,b\n1,2\n");
    Path output = folder.resolve("out.csv");
    Files.writeString(output, "before");
    BadDataException e =
        assertThrows(BadDataException.class, () -> release.transformCsv(input, output));
    assertTrue(
        e.getMessage().contains("other.csv") && e.getMessage().contains("x \"0\",é"),
        e.getMessage());
    assertEquals("before", Files.readString(output));
    DMatrixRMaj bad = ROWS.rows().copy();
    bad.set(3, 2, Double.NaN);
    BadDataException nan = assertThrows(BadDataException.class, () -> release.transform(bad));
    assertEquals(
        "row 4 (from 1), column 'x \"2\",é': NaN is not a finite number", nan.getMessage());
  }

  private void refused(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    BadDataException e = assertThrows(BadDataException.class, () -> Release.load(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  private static byte[] crafted(long headerLength, String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(text)
        .array();
  }
}
