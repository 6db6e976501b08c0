package ml.tacit.sensing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/** CMU Face Images in their smallest size: grey values as published, row by row, by file name. */
final class CmuFaces {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 30;
  private static final Pattern IMAGE =
      Pattern.compile("(?:.*/)?([a-z0-9]+)_([a-z]+)_([a-z]+)_([a-z]+)_4\\.pgm");
  private static final List<String> LABELS = List.of("person", "pose", "expression", "eyes");

  private CmuFaces() {}

  static boolean isImage(String name) {
    return IMAGE.matcher(name).matches();
  }

  static LabelledRows load(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.FACES.open(folderOrZip)) {
      RowBuffer rows = new RowBuffer(WIDTH * HEIGHT);
      Map<String, List<String>> values = new LinkedHashMap<>();
      LABELS.forEach(label -> values.put(label, new ArrayList<>()));
      for (String name : members.names()) {
        Matcher parts = IMAGE.matcher(name);
        if (parts.matches()) {
          try (DataInputStream in = new DataInputStream(members.open(name))) {
            rows.add(pixels(in, members.nameOf(name)));
          }
          for (int i = 0; i < LABELS.size(); i++) {
            values.get(LABELS.get(i)).add(parts.group(i + 1));
          }
        }
      }
      Map<String, Labels> labels = new LinkedHashMap<>();
      values.forEach((label, names) -> labels.put(label, Labels.of(names.toArray(String[]::new))));
      return new LabelledRows(
          IntStream.range(0, WIDTH * HEIGHT).mapToObj(i -> "p" + i).toList(),
          rows.toMatrix(),
          labels);
    }
  }

  /** A binary PGM: P5, width, height, largest value, one white space, a byte per pixel. */
  private static double[] pixels(DataInputStream in, String where) throws IOException {
    try {
      String magic = word(in);
      String width = word(in);
      String height = word(in);
      String size = width + " x " + height;
      if (!magic.equals("P5") || !size.equals(WIDTH + " x " + HEIGHT)) {
        throw new BadDataException(
            "%s: %s image of %s, expected P5 of %d x %d"
                .formatted(where, magic, size, WIDTH, HEIGHT));
      }
      word(in);
      double[] pixels = new double[WIDTH * HEIGHT];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = in.readUnsignedByte();
      }
      return pixels;
    } catch (EOFException e) {
      throw new BadDataException(
          "%s: the image is cut off, expected %d pixels".formatted(where, WIDTH * HEIGHT), e);
    }
  }

  private static String word(DataInputStream in) throws IOException {
    StringBuilder word = new StringBuilder();
    while (true) {
      int c = in.readUnsignedByte();
      if (c > ' ') {
        word.append((char) c);
      } else if (word.length() > 0) {
        return word.toString();
      }
    }
  }
}
