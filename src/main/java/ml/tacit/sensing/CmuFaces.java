package ml.tacit.sensing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/**
 * CMU Face Images in one of the three published sizes: grey values as published, row by row, by
 * file name.
 */
enum CmuFaces {
  SMALL(32, 30, "_4"),
  MIDDLE(64, 60, "_2"),
  FULL(128, 120, "");

  private static final List<String> LABELS = List.of("person", "pose", "expression", "eyes");

  private final int width;
  private final int height;

  @SuppressWarnings("ImmutableEnumChecker") // immutable, which the checker does not know
  private final Pattern image;

  CmuFaces(int width, int height, String ending) {
    this.width = width;
    this.height = height;
    this.image =
        Pattern.compile("(?:.*/)?([a-z0-9]+)_([a-z]+)_([a-z]+)_([a-z]+)" + ending + "\\.pgm");
  }

  boolean isImage(String name) {
    return image.matcher(name).matches();
  }

  LabelledRows load(Members members) throws IOException {
    RowBuffer rows = new RowBuffer(width * height);
    Map<String, List<String>> values = new LinkedHashMap<>();
    LABELS.forEach(label -> values.put(label, new ArrayList<>()));
    for (String name : members.names()) {
      Matcher parts = image.matcher(name);
      if (parts.matches()) {
        try (InputStream in = members.open(name)) {
          rows.add(new PgmReader(in, members.nameOf(name)).pixels(width, height));
        }
        for (int i = 0; i < LABELS.size(); i++) {
          values.get(LABELS.get(i)).add(parts.group(i + 1));
        }
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    values.forEach((label, names) -> labels.put(label, Labels.of(names.toArray(String[]::new))));
    return new LabelledRows(
        IntStream.range(0, width * height).mapToObj(i -> "p" + i).toList(),
        rows.toMatrix(),
        labels);
  }

  static LabelledRows loadSmall(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.FACES.open(folderOrZip)) {
      return SMALL.load(members);
    }
  }

  static LabelledRows loadMiddle(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.FACES_64.open(folderOrZip)) {
      return MIDDLE.load(members);
    }
  }

  static LabelledRows loadFull(Path folderOrZip) throws IOException {
    try (Members members = Catalogue.FACES_128.open(folderOrZip)) {
      return FULL.load(members);
    }
  }
}
