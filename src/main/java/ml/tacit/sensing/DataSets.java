package ml.tacit.sensing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Shown;

/**
 * The data sets by name: {@code simulator}; {@code har}, {@code har-signals}; {@code mhealth},
 * {@code mhealth-windows}; {@code motionsense}; {@code faces}, {@code faces-64}, {@code faces-128};
 * {@code semeion}; {@code adult}.
 *
 * <p>Files are looked for in the directory {@code $TACIT_DATA}, then {@code datasets}, then {@code
 * ../shared/datasets}, as a folder or a zip file in published form. Stateless and thread-safe.
 */
public final class DataSets {
  private static final System.Logger LOG = System.getLogger(DataSets.class.getName());

  private DataSets() {}

  /**
   * All data sets, those not on this machine too.
   *
   * @return one entry per data set
   */
  public static List<DataSetInfo> list() {
    return Stream.of(Catalogue.values())
        .map(
            entry -> {
              DataSetInfo info = entry.info();
              return new DataSetInfo(
                  info.name(),
                  info.description(),
                  info.rows(),
                  info.columns(),
                  info.url(),
                  info.terms(),
                  info.citation(),
                  locate(entry, roots()));
            })
        .toList();
  }

  /**
   * Loads a data set.
   *
   * @param name its name
   * @return its rows, unscaled, with the labels {@code subject} and {@code activity} (for
   *     motionsense {@code trial} too, and {@code gender}, {@code age}, {@code height}, {@code
   *     weight} where {@code data_subjects_info.csv} is among the files); {@code person}, {@code
   *     pose}, {@code expression}, {@code eyes} (faces); {@code digit} (semeion); {@code sex},
   *     {@code race}, {@code income} (adult)
   * @throws IOException if reading fails
   * @throws BadDataException if the name is unknown, the files are not found, or their content is
   *     not as published
   */
  public static LabelledRows load(String name) throws IOException {
    return load(name, roots());
  }

  /**
   * Looks for the files of a data set.
   *
   * @param name its name
   * @return its folder or zip file; empty if there is none, or it is built in
   * @throws BadDataException if the name is unknown
   */
  public static Optional<Path> locate(String name) {
    return locate(Catalogue.of(name), roots());
  }

  /**
   * Downloads a data set from its publisher, checks every file in it by SHA-256, and puts the
   * published zip file into a directory under the name it is looked for by.
   *
   * @param name its name
   * @param into the directory, created if need be
   * @return the zip file; an older one is replaced
   * @throws IOException if the publisher cannot be reached or writing fails; nothing is then left
   *     behind
   * @throws BadDataException if the name is unknown or built in, no checksums are known, or what
   *     came is not what was published; nothing is then left behind
   */
  public static Path fetch(String name, Path into) throws IOException {
    Catalogue entry = Catalogue.of(name);
    return fetch(entry, URI.create(entry.download()), into);
  }

  static Path fetch(Catalogue entry, URI from, Path into) throws IOException {
    String name = entry.info().name();
    if (entry.isBuiltIn()) {
      throw new BadDataException(name + ": is built in, there is nothing to fetch");
    }
    Checksums checksums =
        Checksums.of(name)
            .orElseThrow(
                () ->
                    new BadDataException(
                        String.format(
                            Locale.ROOT,
                            "%s: no checksums are known to check a download by; get %s by hand and put it at %s",
                            name,
                            from,
                            into.resolve(entry.fileName()))));
    return new Download(name, from).to(into.resolve(entry.fileName()), checksums, entry);
  }

  static LabelledRows load(String name, List<Path> roots) throws IOException {
    Catalogue entry = Catalogue.of(name);
    if (entry.isBuiltIn()) {
      return entry.loader().load(Path.of(""));
    }
    Path found =
        locate(entry, roots)
            .orElseThrow(
                () ->
                    new BadDataException(
                        String.format(
                            Locale.ROOT,
                            "data set '%1$s' not found: looked for %2$s in %3$s; try: ./tacit datasets fetch %1$s",
                            name,
                            entry.placeNames().get(0),
                            describe(roots))));
    LabelledRows rows = entry.loader().load(found);
    int published = entry.info().rows();
    if (rows.size() == 0) {
      throw BadDataException.of("%s: no rows, expected the %d of %s", found, published, name);
    }
    if (rows.size() != published) {
      LOG.log(
          Level.WARNING,
          "{0}: {1} rows, the published {2} has {3}",
          Shown.text(found.toString()),
          Integer.toString(rows.size()),
          name,
          Integer.toString(published));
    }
    return rows;
  }

  static Optional<Path> locate(Catalogue entry, List<Path> roots) {
    return roots.stream()
        .flatMap(root -> entry.placeNames().stream().map(root::resolve))
        .filter(place -> !entry.isBuiltIn() && Files.exists(place))
        .findFirst();
  }

  private static List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    String own = System.getenv("TACIT_DATA");
    if (own != null && !own.isBlank()) {
      roots.add(Path.of(own));
    }
    roots.add(Path.of("datasets"));
    roots.add(Path.of("..", "shared", "datasets"));
    return roots;
  }

  private static String describe(List<Path> roots) {
    String places = String.join(", ", roots.stream().map(Path::toString).toList());
    return System.getenv("TACIT_DATA") == null ? places + " ($TACIT_DATA is not set)" : places;
  }
}
