package ml.tacit.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model files that are refused, in a folder, each with the words it is refused in. All have the
 * right digest but where that is the fault. Readers in other languages can be held against them.
 *
 * <p>{@code -Dtacit.golden=write} writes the folder anew.
 */
class RefusedModelsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/ml/tacit/release");
  private static final Path REFUSED = GOLDEN.resolve("refused");

  /** A file, how it is made of a good one, and what is said of it. */
  record Refused(String name, String words, String base, UnaryOperator<byte[]> change) {
    byte[] bytes() throws IOException {
      return change.apply(Files.readAllBytes(GOLDEN.resolve(base + ".safetensors")));
    }

    Path file() {
      return REFUSED.resolve(name + ".safetensors");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Refused> files() {
    return List.of(
        // The frame
        raw("empty", "0 bytes, at least 8 are needed", file -> new byte[0]),
        raw("four-bytes", "4 bytes, at least 8 are needed", file -> Arrays.copyOf(file, 4)),
        raw("cut-header", "follow", file -> Arrays.copyOf(file, 500)),
        raw("cut-tensors", "the file has 136", file -> Arrays.copyOf(file, file.length - 8)),
        raw("longer", "the file has 152", file -> Arrays.copyOf(file, file.length + 8)),
        raw("header-length-negative", "header of -1 bytes declared", file -> headed(file, -1)),
        raw("header-length-2-62", "declared", file -> headed(file, 1L << 62)),
        raw("bit-flip", "its bytes were altered", file -> flipped(file)),
        raw("not-utf8", "not UTF-8", file -> withByte(file, "p1", 0xff)),
        raw("raw-control-character", "control character", file -> withByte(file, "rdca", 0x1b)),
        text(
            "blank-before-header",
            "begins with byte 32",
            "{\"__metadata__\"",
            " {\"__metadata__\""),
        text("no-json", "is expected", "\"offset\":{", "\"offset\":["),
        text("no-digest", "sha256 is '0.0', a text is expected", SHA_OF_RDCA, "\"sha256\":0"),
        text("no-metadata", "__metadata__ is 'null'", "\"__metadata__\"", "\"_metadata_\""),
        text("metadata-number", "__metadata__.n is '7.0', a text", VERSION, VERSION + ",\"n\":7"),
        text("metadata-object", "__metadata__.n is '{}', a text", VERSION, VERSION + ",\"n\":{}"),
        text("metadata-null", "__metadata__.n is 'null', a text", VERSION, VERSION + ",\"n\":null"),
        text("other-format", "format is 'tacit-mode1'", "tacit-model", "tacit-mode1"),
        text("later-version", "format_version is '9'", VERSION, VERSION.replace('1', '9')),
        // Tensors
        text(
            "gap", "right: begins at byte 96, expected 80 (a gap)", LEFT, tensor("left", 2, 2, 48)),
        text(
            "overlap",
            "right: begins at byte 72, expected 96 (an overlap)",
            RIGHT,
            tensor("right", 3, 2, 72)),
        text("same-bytes-twice", "(an overlap)", RIGHT, tensor("right", 3, 2, 48)),
        text(
            "bytes-of-nobody",
            "tensors of 128 bytes declared, the file has 144",
            RIGHT,
            tensor("right", 2, 2, 96)),
        text(
            "past-the-end",
            "bytes 96 to 1536 declared, the file has 144",
            RIGHT,
            tensor("right", 90, 2, 96)),
        text("backwards", "right: bytes 144 to 96 declared", "[96,144]", "[144,96]"),
        text(
            "shape-too-large",
            "left: shape [3, 3] for 48 bytes",
            "[3,2],\"data_offsets\":[48",
            "[3,3],\"data_offsets\":[48"),
        text(
            "shape-overflows",
            "left: shape [4294967296, 4294967296] for 48",
            "[3,2],\"data_offsets\":[48",
            "[4294967296,4294967296],\"data_offsets\":[48"),
        text(
            "shape-negative",
            "shape of left is '-3.0', a whole number",
            "[3,2],\"data_offsets\":[48",
            "[-3,-2],\"data_offsets\":[48"),
        text(
            "shape-fraction",
            "shape of left is '1.5', a whole number",
            "[3,2],\"data_offsets\":[48",
            "[1.5,4],\"data_offsets\":[48"),
        text(
            "shape-of-nine",
            "9 dimensions",
            "[3,2],\"data_offsets\":[48",
            "[3,2,1,1,1,1,1,1,1],\"data_offsets\":[48"),
        text(
            "unknown-type",
            "dtype of left is 'F65', the format has no such type",
            LEFT,
            LEFT.replace("F64", "F65")),
        text(
            "other-type",
            "dtype of left is 'I64', 'F64' is expected",
            LEFT,
            LEFT.replace("F64", "I64")),
        text("no-type", "dtype of left is 'null', a text", LEFT, LEFT.replace("dtype", "type")),
        text(
            "no-offsets",
            "data_offsets of left is 'null', a list",
            LEFT,
            LEFT.replace("data_offsets", "offsets")),
        text("tensor-is-a-list", "tensor left is '[]', an object", LEFT, "\"left\":[]"),
        text("tensor-twice", "'left' occurs twice", "\"right\":{", "\"left\":{"),
        text("tensor-missing", "tensor right is missing", "\"right\":{", "\"wrong\":{"),
        text(
            "two-forms",
            "one form of a map is expected, not both",
            RIGHT,
            RIGHT + "," + tensor("matrix", 0, 3, 144)),
        text("other-rows", "left", "[3,2],\"data_offsets\":[48", "[2,3],\"data_offsets\":[48"),
        raw("not-a-number", "tensor right: holds NaN", file -> ended(file, Double.NaN)),
        raw(
            "infinite",
            "tensor right: holds -Infinity",
            file -> ended(file, Double.NEGATIVE_INFINITY)),
        // The description
        described(
            "number-beyond-double",
            "a number is too large for a double",
            "'ridge':7.432555821666665E-5",
            "'ridge':1e999"),
        described(
            "number-as-text",
            "ridge is '1', a number",
            "'ridge':7.432555821666665E-5",
            "'ridge':'1'"),
        described("key-twice", "'keep' occurs twice", "'keep':[]", "'keep':[],'keep':[]"),
        described(
            "too-deep",
            "at most 16 levels",
            "'keep':[]",
            "'keep':" + "[".repeat(40) + "]".repeat(40)),
        described(
            "half-a-row",
            "rows_seen is '1.5', a whole number",
            "'rows_seen':60",
            "'rows_seen':1.5"),
        described(
            "negative-rank", "removed.rank is '-2.0', a whole number", "'rank':2", "'rank':-2"),
        described(
            "input-twice", "inputs: 'x' occurs twice", "'inputs':['x','y'", "'inputs':['x','x'"),
        described(
            "output-twice",
            "outputs: 'x' occurs twice",
            "'outputs':['x','y'",
            "'outputs':['x','x'"),
        described(
            "input-blank", "inputs: one of 3 has a blank name", "'inputs':['x'", "'inputs':[' '"),
        described(
            "output-blank",
            "outputs: one of 3 has a blank name",
            "'outputs':['x'",
            "'outputs':[''"),
        described("one-input-less", "inputs", "'inputs':['x',", "'inputs':["),
        described(
            "hidden-blank",
            "labels to hide: one of 1 has a blank name",
            "'hide':['person']",
            "'hide':['']"),
        described(
            "hidden-is-an-input",
            "has the name of the label to hide",
            "'hide':['person']",
            "'hide':['x']"),
        described(
            "hidden-is-an-input-in-other-case",
            "has the name of the label to hide",
            "'hide':['person']",
            "'hide':[' X']"),
        described(
            "hidden-is-kept",
            "has the name of the label to hide",
            "'keep':[]",
            "'keep':['PERSON']"),
        described(
            "class-twice", "classes of 'person': a name occurs twice", "'p0','p1'", "'p0','p0'"),
        // Steps of version 3
        table("unknown-step", "invert", "'kind':'affine'", "'kind':'invert'"),
        table(
            "step-without-tensors", "tensor steps.9.offset is missing", "'steps.1.'", "'steps.9.'"),
        table("level-twice", "occurs twice", "'levels':['c','a'", "'levels':['c','c'"),
        table("column-twice", "'age'", "'name':'hours'", "'name':'age'"),
        table(
            "unknown-required-section",
            "later",
            "'required_sections':[]",
            "'required_sections':['later']"));
  }

  private static final String SHA_OF_RDCA =
      "\"sha256\":\"990573ad5b343826478684149d37a7dca4fb51fab861955b8119428da2ef3b47\"";
  private static final String VERSION = "\"format_version\":\"1\"";
  private static final String LEFT = tensor("left", 3, 2, 48);
  private static final String RIGHT = tensor("right", 3, 2, 96);

  @ParameterizedTest
  @MethodSource("files")
  void eachIsRefusedInItsOwnWords(Refused refused) throws IOException {
    BadDataException e = assertThrows(BadDataException.class, () -> Release.load(refused.file()));
    assertTrue(
        e.getMessage().startsWith(refused.file() + ": not a usable model file: "), e.getMessage());
    assertTrue(e.getMessage().contains(refused.words()), e.getMessage());
  }

  @Test
  void theFolderHoldsTheseFilesAndNoOthers() throws IOException {
    if ("write".equals(System.getProperty("tacit.golden"))) {
      Files.createDirectories(REFUSED);
      for (Refused refused : files()) {
        Files.write(refused.file(), refused.bytes());
      }
    }
    Set<String> expected = new TreeSet<>();
    for (Refused refused : files()) {
      assertArrayEquals(refused.bytes(), Files.readAllBytes(refused.file()), refused.name());
      assertTrue(expected.add(refused.file().getFileName().toString()), refused.name());
    }
    try (Stream<Path> found = Files.list(REFUSED)) {
      assertEquals(
          expected,
          found
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static Refused raw(String name, String words, UnaryOperator<byte[]> change) {
    return new Refused(name, words, "rdca-v1", change);
  }

  private static Refused text(String name, String words, String from, String to) {
    return raw(name, words, file -> ModelBytes.replaced(file, from, to));
  }

  /** Within the description, where quotes are escaped; written with single ones here. */
  private static Refused described(String name, String words, String from, String to) {
    return text(name, words, escaped(from), escaped(to));
  }

  private static Refused table(String name, String words, String from, String to) {
    return new Refused(
        name, words, "table-v3", file -> ModelBytes.replaced(file, escaped(from), escaped(to)));
  }

  private static String escaped(String text) {
    return text.replace("'", "\\\"");
  }

  private static String tensor(String name, int rows, int columns, int begin) {
    return String.join(
        "",
        "\"" + name + "\":{\"dtype\":\"F64\",\"shape\":[" + rows + "," + columns + "],",
        "\"data_offsets\":[" + begin + "," + (begin + 8 * rows * columns) + "]}");
  }

  private static byte[] headed(byte[] file, long length) {
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return file;
  }

  private static byte[] flipped(byte[] file) {
    file[file.length - 1] ^= 1;
    return file;
  }

  private static byte[] withByte(byte[] file, String at, int value) {
    int length = ModelBytes.headerLength(file);
    file[8 + new String(file, 8, length, UTF_8).indexOf(at)] = (byte) value;
    return ModelBytes.signed(file);
  }

  private static byte[] ended(byte[] file, double value) {
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putDouble(file.length - 8, value);
    return ModelBytes.signed(file);
  }
}
