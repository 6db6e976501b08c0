package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for any table, tried on random ones. */
class TablePropertyTest {
  @TempDir Path dir;

  @Test
  void everyDoubleReadsBackToTheSameBits() throws IOException {
    Random random = new Random(1);
    DMatrixRMaj rows = new DMatrixRMaj(50_000, 4);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = anyDouble(random, i);
    }
    LabelledRows table = new LabelledRows(List.of("a", "b", "c", "d"), rows, Map.of());
    Path file = dir.resolve("bits.csv");
    CsvWriter.writeAll(file, table);
    LabelledRows back = CsvReader.readAll(file, ColumnRoles.labels(new String[0]));
    for (int i = 0; i < rows.data.length; i++) {
      assertEquals(
          Double.doubleToRawLongBits(rows.data[i]),
          Double.doubleToRawLongBits(back.rows().data[i]),
          () -> "a double did not survive");
    }
  }

  @Test
  void numbersAreAtTheirShortest() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      double value = anyDouble(random, i);
      String text = Decimals.format(value);
      assertEquals(value, Double.parseDouble(text));
      // Two digits are the least that Java's form has.
      int digits = text.replaceAll("E.*|[-.]", "").replaceAll("^0+|0+$", "").length();
      if (digits > 2) {
        double shorter =
            Double.parseDouble(String.format(Locale.ROOT, "%." + (digits - 2) + "e", value));
        assertNotEquals(value, shorter, text);
      }
    }
  }

  @Test
  void packedIsPlain() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      LabelledRows table = randomTable(new Random(seed));
      Path plain = dir.resolve("t.csv");
      Path packed = dir.resolve("t.csv.gz");
      CsvWriter.writeAll(plain, table);
      CsvWriter.writeAll(packed, table);
      ColumnRoles roles = ColumnRoles.labels(table.labels().keySet().toArray(new String[0]));
      assertSameRows(table, CsvReader.readAll(plain, roles));
      assertSameRows(table, CsvReader.readAll(packed, roles));
      byte[] magic = Files.readAllBytes(packed);
      assertEquals(0x1F8B, (magic[0] & 0xFF) << 8 | (magic[1] & 0xFF));
    }
  }

  @Test
  void blocksOfAnySizeGiveTheSameRows() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      LabelledRows table = randomTable(random);
      Path file = dir.resolve("t.csv");
      CsvWriter.writeAll(file, table);
      ColumnRoles roles = ColumnRoles.labels(table.labels().keySet().toArray(new String[0]));
      int most = 1 + random.nextInt(random.nextBoolean() ? 10 : 5000);
      int row = 0;
      try (CsvReader reader = CsvReader.open(file, roles)) {
        for (RowBlock block = reader.next(most); block != null; block = reader.next(most)) {
          assertEquals(row, block.firstRow());
          assertTrue(block.size() == most || row + block.size() == table.size());
          assertEquals(block.size() * table.features().size(), block.rows().data.length);
          for (String name : table.labels().keySet()) {
            Labels labels = block.labels(name);
            for (int i = 0; i < block.size(); i++) {
              assertEquals(table.label(name).name(row + i), block.text(name)[i]);
              assertEquals(table.label(name).name(row + i), labels.name(i));
            }
          }
          for (int i = 0; i < block.size(); i++, row++) {
            for (int j = 0; j < table.features().size(); j++) {
              assertEquals(table.rows().get(row, j), block.rows().get(i, j));
            }
          }
        }
      }
      assertEquals(table.size(), row);
    }
  }

  @Test
  void aFileCopiedBlockByBlockInAnyColumnOrderIsTheSameFile() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      LabelledRows table = randomTable(random);
      List<String> header = new ArrayList<>(table.labels().keySet());
      header.addAll(table.features());
      Collections.shuffle(header, random);
      Path first = dir.resolve("first.csv");
      try (CsvWriter writer = CsvWriter.create(first, header, table.features())) {
        writer.write(table);
        writer.commit();
      }
      List<String> listed = new ArrayList<>(table.features());
      Collections.shuffle(listed, random);
      ColumnRoles roles = ColumnRoles.labels(new String[0]).withFeatures(listed);
      Path second = dir.resolve("second.csv");
      try (CsvReader reader = CsvReader.open(first, roles);
          CsvWriter writer = CsvWriter.create(second, reader.header(), reader.features())) {
        for (RowBlock block = reader.next(100); block != null; block = reader.next(100)) {
          writer.write(block, block.rows());
        }
        writer.commit();
      }
      assertEquals(-1, Files.mismatch(first, second));
    }
  }

  /** All kinds: any bits, subnormal, around powers of ten and two, short decimals, integers. */
  private static double anyDouble(Random random, int i) {
    double[] special = {
      0.0,
      -0.0,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_NORMAL,
      Math.nextDown(Double.MIN_NORMAL),
      2e-323,
      9007199254740993.0,
      1e23
    };
    if (i < special.length) {
      return special[i];
    }
    double value =
        switch (i % 6) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> Double.longBitsToDouble(random.nextLong() >>> 12); // subnormal
          case 2 -> Math.nextUp(Math.pow(10, random.nextInt(600) - 300));
          case 3 -> Math.scalb(1.0, random.nextInt(2000) - 1000);
          case 4 -> random.nextInt(100_000) / 1000.0;
          default -> random.nextInt();
        };
    return Double.isFinite(value) ? value : 1 / 3.0;
  }

  private static LabelledRows randomTable(Random random) {
    String[] alphabet = {
      "a",
      "é",
      "\uD83D\uDE00",
      "\uDBFF\uDFFF",
      "\uFFFF",
      "\uFEFF",
      ",",
      "\"",
      "\n",
      "\r",
      " ",
      "#",
      "0",
      "\t",
      "'"
    };
    int n = 1 + random.nextInt(3000);
    int d = 1 + random.nextInt(6);
    List<String> features = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      features.add(randomText(random, alphabet) + " x" + j);
    }
    DMatrixRMaj rows = new DMatrixRMaj(n, d);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextGaussian();
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    for (int t = 0; t < random.nextInt(3); t++) {
      String[] names = new String[n];
      for (int i = 0; i < n; i++) {
        names[i] = randomText(random, alphabet) + "l" + alphabet[random.nextInt(6)];
      }
      labels.put("label" + randomText(random, alphabet) + t, Labels.of(names));
    }
    return new LabelledRows(features, rows, labels);
  }

  private static String randomText(Random random, String[] alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static void assertSameRows(LabelledRows expected, LabelledRows found) {
    assertEquals(expected.features(), found.features());
    assertArrayEquals(expected.rows().data, found.rows().data);
    assertEquals(List.copyOf(expected.labels().keySet()), List.copyOf(found.labels().keySet()));
    for (String name : expected.labels().keySet()) {
      assertEquals(expected.label(name).classes(), found.label(name).classes());
      assertArrayEquals(expected.label(name).codes(), found.label(name).codes());
    }
  }
}
