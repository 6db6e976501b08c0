package ml.tacit.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.JulianFields;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** What the values of a column of some Parquet type are, as numbers and as texts. */
final class ParquetValues {
  private static final int SLOTS = 1 << 8;

  /** Decimals of more digits are written with an exponent: a scale may say billions of them. */
  private static final int PLAIN_DIGITS = 100;

  private enum Kind {
    DOUBLE,
    FLOAT,
    HALF,
    INT,
    LONG,
    UNSIGNED_INT,
    UNSIGNED_LONG,
    FLAG,
    DECIMAL,
    TEXT,
    UUID,
    MOMENT
  }

  private final PrimitiveType type;
  private final Kind kind;

  /** Texts seen lately, so that a level that occurs a million times is one string. */
  private final Binary[] seen = new Binary[SLOTS];

  private final String[] texts = new String[SLOTS];

  private ParquetValues(PrimitiveType type, Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  /** Throws if they are neither numbers nor texts; {@code where} opens the message. */
  static ParquetValues of(String where, Type type, boolean isNumeric) {
    String name = type.getName();
    if (isNested(type)) {
      throw refused(where, name, "is nested (a list or a struct)", "make columns of its parts");
    }
    PrimitiveType primitive = type.asPrimitiveType();
    Kind kind = kind(primitive);
    if (kind == null) {
      throw refused(where, name, "has type " + described(primitive), "make numbers or texts of it");
    }
    if (kind == Kind.MOMENT && isNumeric) {
      throw refused(
          where, name, "is a date or a time", "make a number of it, say days since some day");
    }
    if ((kind == Kind.TEXT || kind == Kind.UUID) && isNumeric) {
      throw refused(
          where, name, "holds texts", "read it as a text (--categorical), or make numbers of it");
    }
    return new ParquetValues(primitive, kind);
  }

  /** Whether they are numbers or texts. */
  static boolean areReadable(Type type) {
    return !isNested(type) && kind(type.asPrimitiveType()) != null;
  }

  private static boolean isNested(Type type) {
    return !type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED);
  }

  private static Kind kind(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return Kind.DECIMAL;
    }
    boolean isUnsigned = logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    boolean isWhole =
        logical == null
            || logical instanceof IntLogicalTypeAnnotation
            || logical instanceof UnknownLogicalTypeAnnotation; // nulls only
    return switch (type.getPrimitiveTypeName()) {
      case DOUBLE -> Kind.DOUBLE;
      case FLOAT -> Kind.FLOAT;
      case BOOLEAN -> Kind.FLAG;
      case INT32 -> !isWhole ? Kind.MOMENT : isUnsigned ? Kind.UNSIGNED_INT : Kind.INT;
      case INT64 -> !isWhole ? Kind.MOMENT : isUnsigned ? Kind.UNSIGNED_LONG : Kind.LONG;
      case INT96 -> Kind.MOMENT;
      case BINARY -> isText(logical) ? Kind.TEXT : null;
      case FIXED_LEN_BYTE_ARRAY ->
          logical instanceof Float16LogicalTypeAnnotation
              ? Kind.HALF
              : logical instanceof UUIDLogicalTypeAnnotation ? Kind.UUID : null;
    };
  }

  /** Older writers say nothing of texts but that they are bytes. */
  private static boolean isText(LogicalTypeAnnotation logical) {
    return logical == null
        || logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation
        || logical instanceof UnknownLogicalTypeAnnotation;
  }

  private static String described(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return type.getPrimitiveTypeName() + (logical == null ? "" : " (" + logical + ")");
  }

  private static BadDataException refused(String where, String name, String what, String remedy) {
    return BadDataException.of(
        "%s: column '%s' %s; leave it out (--drop '%s') or %s first",
        where, name, what, name, remedy);
  }

  /** The value that stands next, the nearest double. */
  double number(ValuesReader reader) {
    return switch (kind) {
      case DOUBLE -> reader.readDouble();
      case FLOAT -> reader.readFloat();
      case HALF -> half(reader.readBytes());
      case INT -> reader.readInteger();
      case LONG -> reader.readLong();
      case UNSIGNED_INT -> Integer.toUnsignedLong(reader.readInteger());
      case UNSIGNED_LONG -> Double.parseDouble(Long.toUnsignedString(reader.readLong()));
      case FLAG -> reader.readBoolean() ? 1 : 0;
      case DECIMAL -> decimal(reader).doubleValue();
      case TEXT, UUID, MOMENT -> throw new IllegalStateException(kind + " is no number");
    };
  }

  /** The value that stands next: a number as its shortest decimal. */
  String text(ValuesReader reader) {
    return switch (kind) {
      case DOUBLE -> shortest(reader.readDouble());
      case FLOAT -> shortest(reader.readFloat());
      case HALF -> shortest((float) half(reader.readBytes()));
      case INT -> Integer.toString(reader.readInteger());
      case LONG -> Long.toString(reader.readLong());
      case UNSIGNED_INT -> Integer.toUnsignedString(reader.readInteger());
      case UNSIGNED_LONG -> Long.toUnsignedString(reader.readLong());
      case FLAG -> reader.readBoolean() ? "true" : "false";
      case DECIMAL -> plain(decimal(reader));
      case TEXT, UUID -> text(reader.readBytes());
      case MOMENT -> moment(reader);
    };
  }

  /** Null, which is missing, where it is none. */
  private static String shortest(double value) {
    return Double.isNaN(value) ? null : Decimals.format(value);
  }

  private static String shortest(float value) {
    return Float.isNaN(value) ? null : Float.toString(value);
  }

  private BigDecimal decimal(ValuesReader reader) {
    BigInteger digits =
        switch (type.getPrimitiveTypeName()) {
          case INT32 -> BigInteger.valueOf(reader.readInteger());
          case INT64 -> BigInteger.valueOf(reader.readLong());
          default -> new BigInteger(reader.readBytes().getBytes());
        };
    int scale = ((DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getScale();
    return new BigDecimal(digits, scale);
  }

  private static String plain(BigDecimal value) {
    return value.scale() <= PLAIN_DIGITS ? value.toPlainString() : value.toString();
  }

  /** IEEE 754 binary16, little-endian. */
  private static double half(Binary value) {
    int bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort();
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0x1f
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? Math.scalb((double) fraction, -24)
                : Math.scalb((double) (0x400 | fraction), exponent - 25);
    return bits < 0 ? -size : size;
  }

  private String moment(ValuesReader reader) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> type.stringifier().stringify(reader.readInteger());
      case INT64 -> type.stringifier().stringify(reader.readLong());
      default -> moment(reader.readBytes());
    };
  }

  /** What older writers have for a time: nanoseconds of a day, and the Julian number of the day. */
  private static String moment(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    LocalTime time = LocalTime.ofNanoOfDay(bytes.getLong());
    return LocalDateTime.MIN.with(time).with(JulianFields.JULIAN_DAY, bytes.getInt()).toString();
  }

  private String text(Binary value) {
    int hash = value.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    if (!value.equals(seen[slot])) {
      String text = kind == Kind.UUID ? type.stringifier().stringify(value) : decoded(value);
      seen[slot] = value.copy();
      texts[slot] = text;
    }
    return texts[slot];
  }

  private static String decoded(Binary value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new BadDataException("the text is not UTF-8", e);
    }
  }
}
