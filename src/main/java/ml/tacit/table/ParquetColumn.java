package ml.tacit.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** How the values of one column of a Parquet file become numbers or texts. */
final class ParquetColumn {
  private static final int SLOTS = 1 << 8;

  private enum Kind {
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    UNSIGNED_INT,
    UNSIGNED_LONG,
    FLAG,
    DECIMAL,
    TEXT,
    MOMENT
  }

  private final String name;
  private final int column;
  private final PrimitiveType type;
  private final Kind kind;
  private final int present;

  /** Texts seen lately, so that a level that occurs a million times is one string. */
  private final Binary[] seen = new Binary[SLOTS];

  private final String[] texts = new String[SLOTS];

  private ParquetColumn(String name, int column, PrimitiveType type, Kind kind) {
    this.name = name;
    this.column = column;
    this.type = type;
    this.kind = kind;
    this.present = type.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
  }

  /** Throws if the column holds what is neither a number nor a text. */
  static ParquetColumn of(String where, int column, Type type, boolean isNumeric) {
    String name = type.getName();
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
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
    if (kind == Kind.TEXT && isNumeric) {
      throw refused(
          where, name, "holds texts", "read it as a text (--categorical), or make numbers of it");
    }
    return new ParquetColumn(name, column, primitive, kind);
  }

  private static Kind kind(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return Kind.DECIMAL;
    }
    boolean isUnsigned = logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    boolean isWhole = logical == null || logical instanceof IntLogicalTypeAnnotation;
    return switch (type.getPrimitiveTypeName()) {
      case DOUBLE -> Kind.DOUBLE;
      case FLOAT -> Kind.FLOAT;
      case BOOLEAN -> Kind.FLAG;
      case INT32 -> !isWhole ? Kind.MOMENT : isUnsigned ? Kind.UNSIGNED_INT : Kind.INT;
      case INT64 -> !isWhole ? Kind.MOMENT : isUnsigned ? Kind.UNSIGNED_LONG : Kind.LONG;
      case BINARY ->
          logical instanceof StringLogicalTypeAnnotation
                  || logical instanceof EnumLogicalTypeAnnotation
                  || logical instanceof JsonLogicalTypeAnnotation
              ? Kind.TEXT
              : null;
      default -> null;
    };
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

  String name() {
    return name;
  }

  /** Hands the value that the reader stands at to the cells. */
  void read(ColumnReader reader, RowCells cells) {
    if (reader.getCurrentDefinitionLevel() < present) {
      cells.missing(column);
      return;
    }
    switch (kind) {
      case DOUBLE -> cells.number(column, reader.getDouble());
      case FLOAT -> cells.number(column, reader.getFloat());
      case INT -> cells.whole(column, reader.getInteger());
      case LONG -> cells.whole(column, reader.getLong());
      case UNSIGNED_INT -> cells.whole(column, Integer.toUnsignedLong(reader.getInteger()));
      case UNSIGNED_LONG -> cells.text(column, Long.toUnsignedString(reader.getLong()));
      case FLAG -> cells.flag(column, reader.getBoolean());
      case DECIMAL -> cells.text(column, decimal(reader).toPlainString());
      case TEXT -> cells.text(column, text(reader.getBinary()));
      case MOMENT -> cells.text(column, moment(reader));
    }
  }

  private BigDecimal decimal(ColumnReader reader) {
    BigInteger digits =
        switch (type.getPrimitiveTypeName()) {
          case INT32 -> BigInteger.valueOf(reader.getInteger());
          case INT64 -> BigInteger.valueOf(reader.getLong());
          default -> new BigInteger(reader.getBinary().getBytes());
        };
    int scale = ((DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getScale();
    return new BigDecimal(digits, scale);
  }

  private String moment(ColumnReader reader) {
    return type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32
        ? type.stringifier().stringify(reader.getInteger())
        : type.stringifier().stringify(reader.getLong());
  }

  private String text(Binary value) {
    int hash = value.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    if (!value.equals(seen[slot])) {
      seen[slot] = value.copy();
      texts[slot] = value.toStringUsingUTF8();
    }
    return texts[slot];
  }
}
