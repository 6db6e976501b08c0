package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files of other programs: their types, nulls, encodings and codecs. */
class OtherParquetTest {
  private static final ColumnRoles EVERYTHING = new ColumnRoles(List.of(), List.of(), List.of());

  @TempDir Path folder;

  private Path write(
      MessageType schema, UnaryOperator<ExampleParquetWriter.Builder> settings, List<Group> rows)
      throws IOException {
    Path file = folder.resolve("rows.parquet");
    Files.deleteIfExists(file);
    return OtherParquet.write(file, schema, settings, rows);
  }

  /** One column 'x' of a type, a value a row. */
  private Path column(String type, Object... values) throws IOException {
    MessageType schema = schema(type.replaceFirst("^(\\w+ \\S+)", "$1 x"));
    List<Group> rows = new ArrayList<>();
    for (Object value : values) {
      Group row = new SimpleGroup(schema);
      if (value instanceof Integer whole) {
        row.append("x", whole);
      } else if (value instanceof Long whole) {
        row.append("x", whole);
      } else if (value instanceof Float number) {
        row.append("x", number);
      } else if (value instanceof Double number) {
        row.append("x", number);
      } else if (value instanceof Boolean flag) {
        row.append("x", flag);
      } else if (value instanceof byte[] bytes) {
        row.append("x", Binary.fromConstantByteArray(bytes));
      } else if (value instanceof String text) {
        row.append("x", text);
      }
      rows.add(row);
    }
    return write(schema, builder -> builder, rows);
  }

  private static MessageType schema(String columns) {
    return MessageTypeParser.parseMessageType("message other { " + columns + "; }");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static RowInput input(Path file, String... missing) {
    return RowInput.of(file, Dialect.CSV.withMissing(Set.of(missing)));
  }

  private static double[] numbers(Path file, String... missing) throws IOException {
    return input(file, missing).readAll(EVERYTHING).rows().data;
  }

  private static List<String> texts(Path file, String... missing) throws IOException {
    ColumnRoles roles = ColumnRoles.ofTable(List.of(), List.of(), List.of());
    Labels cells = input(file, missing).readAll(roles).label("x");
    return Stream.iterate(0, i -> i + 1).limit(cells.size()).map(cells::name).toList();
  }

  private static void assertRefused(Path file, ColumnRoles roles, String... parts) {
    assertRefused(file, roles, Set.of("NA"), parts);
  }

  private static void assertRefused(
      Path file, ColumnRoles roles, Set<String> missing, String... parts) {
    RowInput input = RowInput.of(file, Dialect.CSV.withMissing(missing));
    BadDataException e = assertThrows(BadDataException.class, () -> input.readAll(roles));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  static Stream<Arguments> numbers() {
    byte[] wide = BigInteger.valueOf(-12345).toByteArray();
    return Stream.of(
        Arguments.of("required int32", new Object[] {7, -3}, new double[] {7, -3}, "7"),
        Arguments.of(
            "optional int32 (INTEGER(8,true))", new Object[] {-5}, new double[] {-5}, "-5"),
        Arguments.of(
            "required int32 (INTEGER(32,false))",
            new Object[] {-1},
            new double[] {4294967295.0},
            "4294967295"),
        Arguments.of(
            "required int64",
            new Object[] {(1L << 53) + 1},
            new double[] {0x1p53},
            "9007199254740993"),
        Arguments.of(
            "required int64 (INTEGER(64,false))",
            new Object[] {-1L},
            new double[] {0x1p64},
            "18446744073709551615"),
        Arguments.of("required float", new Object[] {0.1f, 2f}, new double[] {0.1f, 2}, "0.1"),
        Arguments.of("required double", new Object[] {0.1}, new double[] {0.1}, "0.1"),
        Arguments.of("required boolean", new Object[] {true, false}, new double[] {1, 0}, "true"),
        Arguments.of(
            "required int32 (DECIMAL(9,2))",
            new Object[] {-12345},
            new double[] {-123.45},
            "-123.45"),
        Arguments.of(
            "required int64 (DECIMAL(18,4))",
            new Object[] {12345L},
            new double[] {1.2345},
            "1.2345"),
        Arguments.of(
            "required binary (DECIMAL(30,3))",
            new Object[] {wide},
            new double[] {-12.345},
            "-12.345"),
        Arguments.of(
            "required fixed_len_byte_array(2) (DECIMAL(4,2))",
            new Object[] {wide},
            new double[] {-123.45},
            "-123.45"),
        Arguments.of(
            "required fixed_len_byte_array(2) (FLOAT16)",
            new Object[] {bytes(0, 0x3e), bytes(1, 0x80)},
            new double[] {1.5, -0x1p-24},
            "1.5"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNumberIsTheNearestDoubleAndAsATextItsDecimal(
      String type, Object[] values, double[] expected, String text) throws IOException {
    Path file = column(type, values);
    assertArrayEquals(expected, numbers(file));
    assertEquals(text, texts(file).get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "int32 (DATE), 19000, 2022-01-08",
    "'int64 (TIMESTAMP(MILLIS,true))', 1641600000000, 2022-01-08",
    "'int64 (TIMESTAMP(NANOS,false))', 1641600000000000000, 2022-01-08",
    "'int32 (TIME(MILLIS,true))', 43200000, 12:00:00"
  })
  void aDateOrATimeIsNoNumberAndIsRefusedInWords(String type, long value, String text)
      throws IOException {
    Object stored = value;
    if (type.startsWith("int32")) {
      stored = (int) value;
    }
    Path file = column("required " + type, stored);
    assertRefused(file, EVERYTHING, "column 'x' is a date or a time", "--drop 'x'", "days since");
    assertTrue(texts(file).get(0).startsWith(text), texts(file).get(0));
    BadDataException e =
        assertThrows(
            BadDataException.class, () -> ColumnTypes.found(input(file), EVERYTHING, Set.of()));
    assertTrue(e.getMessage().contains("column 'x' has dates or times ('" + text), e.getMessage());
  }

  @Test
  void theTimesOfOlderWritersAreTimes() throws IOException {
    byte[] noon =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(43_200_000_000_000L)
            .putInt(2_440_588)
            .array();
    Path file = column("required int96", noon);
    assertEquals("1970-01-01T12:00", texts(file).get(0));
    assertRefused(file, EVERYTHING, "column 'x' is a date or a time");
  }

  @Test
  void textsOfEveryKindAreTextsAndNotNumbers() throws IOException {
    byte[] id = bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertEquals(List.of("büro", "b"), texts(column("required binary (STRING)", "büro", "b")));
    assertEquals(List.of("büro"), texts(column("required binary", "büro")));
    assertEquals(List.of("a"), texts(column("required binary (ENUM)", "a")));
    Path file = column("required fixed_len_byte_array(16) (UUID)", id);
    assertEquals(List.of("00010203-0405-0607-0809-0a0b0c0d0e0f"), texts(file));
    assertRefused(file, EVERYTHING, "column 'x' holds texts");
  }

  @Test
  void bytesThatAreNoTextAreRefusedByRowAndColumn() throws IOException {
    Path file = column("required binary", "a", "b", bytes(0xff, 0xfe));
    ColumnRoles roles = ColumnRoles.ofTable(List.of(), List.of(), List.of());
    assertRefused(file, roles, "row 3, column 'x'", "not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required fixed_len_byte_array(12) (INTERVAL)",
        "required fixed_len_byte_array(3)",
        "required binary (BSON)",
        "repeated int32"
      })
  void whatIsNeitherNumberNorTextIsRefusedUnlessItIsDropped(String type) throws IOException {
    MessageType schema = schema(type.replaceFirst("^(\\w+ \\S+)", "$1 x") + "; required int32 y");
    Path file = write(schema, builder -> builder, List.of());
    assertRefused(file, EVERYTHING, "column 'x' ", "--drop 'x'");
    assertEquals(List.of("x"), RowInput.of(file).unreadable());
    ColumnRoles roles = EVERYTHING.withDrop(List.of("x"));
    assertEquals(List.of("y"), ColumnTypes.found(RowInput.of(file), roles, Set.of()).inputs());
    roles = EVERYTHING.withFeatures(List.of("y"));
    ColumnTypes types = ColumnTypes.found(RowInput.of(file), roles, Set.of());
    try (RowReader rows = RowInput.of(file).openAnyNumber(header -> types.rolesAlone())) {
      assertEquals(List.of("y"), rows.features());
    }
  }

  @Test
  void nullIsMissingWhereverItStands() throws IOException {
    Path file = column("optional double", 1.5, null, Double.NaN, null);
    assertArrayEquals(new double[] {1.5, Double.NaN, Double.NaN, Double.NaN}, numbers(file, "NA"));
    assertEquals(List.of("1.5", "", "", ""), texts(file, "NA"));
    assertRefused(file, EVERYTHING, Set.of(), "row 2, column 'x': the value is missing");
    assertEquals(
        List.of("a", "", "", ""),
        texts(column("optional binary (STRING)", "a", null, "NA", ""), "NA"));
    assertArrayEquals(
        new double[] {Double.NaN, Double.NaN},
        numbers(column("optional int32 (UNKNOWN)", null, null), "NA"));
  }

  @Test
  void aNumberThatStandsForNoValueIsMissingInEveryType() throws IOException {
    double[] expected = {1, Double.NaN};
    assertArrayEquals(expected, numbers(column("required int32", 1, -9), "-9"));
    assertArrayEquals(expected, numbers(column("required double", 1.0, -9.0), "-9"));
    assertArrayEquals(expected, numbers(column("required int32 (DECIMAL(4,1))", 10, -90), "-9"));
    assertEquals(List.of("1", ""), texts(column("required int32", 1, -9), "-9"));
  }

  /** Many rows in several groups and pages, each with dictionaries that give up half way. */
  private Path mixed(UnaryOperator<ExampleParquetWriter.Builder> settings, int n)
      throws IOException {
    MessageType schema =
        schema(
            "optional double d; required float f; optional int32 i; required int64 l; optional binary s (STRING); required"
                + " boolean b");
    Random random = new Random(17);
    List<Group> rows = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Group row = new SimpleGroup(schema);
      if (k % 7 != 3) {
        row.append("d", k < n / 2 ? k % 5 : random.nextGaussian());
      }
      row.append("f", (float) (k % 11));
      if (k % 3 != 0) {
        row.append("i", k);
      }
      row.append("l", k * 1000L);
      if (k % 5 != 0) {
        row.append("s", k < n / 2 ? "level " + k % 4 : "text " + random.nextInt());
      }
      row.append("b", k % 2 == 0);
      rows.add(row);
    }
    return write(schema, settings, rows);
  }

  private static List<String> read(Path file) throws IOException {
    LabelledRows rows =
        input(file, "NA")
            .readAll(ColumnRoles.ofTable(List.of(), List.of("d", "f", "i", "l", "b"), List.of()));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder row = new StringBuilder(rows.label("s").name(i));
      for (int j = 0; j < 5; j++) {
        row.append(' ').append(rows.rows().get(i, j));
      }
      all.add(row.toString());
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "UNCOMPRESSED, PARQUET_1_0, true",
    "SNAPPY, PARQUET_1_0, true",
    "SNAPPY, PARQUET_2_0, true",
    "GZIP, PARQUET_1_0, true",
    "GZIP, PARQUET_2_0, false",
    "ZSTD, PARQUET_1_0, false",
    "ZSTD, PARQUET_2_0, true",
    "LZ4_RAW, PARQUET_2_0, false"
  })
  void everyEncodingAndCodecGivesTheSameRows(
      CompressionCodecName codec, WriterVersion version, boolean dictionary) throws IOException {
    List<String> plain = read(mixed(builder -> builder.withDictionaryEncoding(false), 2000));
    assertEquals(2000, plain.size());
    assertEquals(" 0.0 0.0 NaN 0.0 1.0", plain.get(0));
    Path file =
        mixed(
            builder ->
                builder
                    .withCodecFactory(new OtherParquet.Codecs())
                    .withCompressionCodec(codec)
                    .withWriterVersion(version)
                    .withDictionaryEncoding(dictionary)
                    .withDictionaryPageSize(300)
                    .withPageRowCountLimit(90)
                    .withRowGroupRowCountLimit(700)
                    .withByteStreamSplitEncoding(!dictionary),
            2000);
    assertEquals(plain, read(file));
  }

  @Test
  void aCodecThatIsNotThereIsSaidByName() throws IOException {
    Path file =
        mixed(
            builder ->
                builder
                    .withCodecFactory(new OtherParquet.Codecs())
                    .withCompressionCodec(CompressionCodecName.BROTLI),
            20);
    ColumnRoles roles = ColumnRoles.ofTable(List.of(), List.of("l"), List.of());
    assertRefused(
        file, roles, file + ": is packed with BROTLI; write it with snappy, zstd or gzip");
  }

  @Test
  void aDamagedFileIsOneLineAndNeverOtherRows() throws IOException {
    Path file = mixed(builder -> builder.withPageWriteChecksumEnabled(true), 300);
    List<String> whole = read(file);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int k = 0; k < 200; k++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      try {
        assertEquals(whole.size(), read(file).size());
      } catch (BadDataException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }

  @Test
  void columnsThatAreNotAskedForAreNotRead() throws IOException {
    Path file = mixed(builder -> builder.withPageWriteChecksumEnabled(true), 300);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int inAPage = text.length();
    for (int k = 0; k < 30; k++) { // the last ones are those of the directory
      inAPage = text.lastIndexOf("text ", inAPage - 1);
    }
    bytes[inAPage] ^= 1;
    Files.write(file, bytes);
    assertRefused(file, ColumnRoles.ofTable(List.of(), List.of("l"), List.of()), "cannot be read");
    List<String> drop = List.of("d", "s");
    ColumnRoles roles = ColumnRoles.ofTable(List.of(), List.of("l"), drop);
    assertEquals(300, input(file, "NA").readAll(roles).size());
  }
}
