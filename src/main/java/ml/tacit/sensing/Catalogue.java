package ml.tacit.sensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/** The data sets the program knows: what they are, where they lie, how they are read. */
@SuppressWarnings("ImmutableEnumChecker") // all fields are immutable, which the checker cannot see
enum Catalogue {
  SIMULATOR(
      new DataSetInfo(
          "simulator",
          "14 people who do not exist in 6 activities, phone at the waist, windows of 2.56 s",
          3528,
          152,
          "",
          "built in, Apache-2.0",
          "",
          Optional.empty()),
      List.of(),
      "",
      "",
      name -> true,
      path -> Simulator.standard().generate()),

  HAR(
      new DataSetInfo(
          "har",
          "Human Activity Recognition Using Smartphones: 30 people, 6 activities, waist, features",
          10_299,
          561,
          "https://archive.ics.uci.edu/dataset/240/human+activity+recognition+using+smartphones",
          "UCI: CC BY 4.0; the README: to be cited, any commercial use is prohibited",
          "D. Anguita, A. Ghio, L. Oneto, X. Parra, J. L. Reyes-Ortiz, A Public Domain Dataset for"
              + " Human Activity Recognition Using Smartphones, ESANN 2013",
          Optional.empty()),
      List.of("uci-har", "UCI HAR Dataset"),
      "https://archive.ics.uci.edu/static/public/240/human+activity+recognition+using+smartphones.zip",
      "features.txt",
      name -> name.equals("features.txt") || name.endsWith("/features.txt"),
      UciHar::load),

  HAR_SIGNALS(
      new DataSetInfo(
          "har-signals",
          "The same windows, features of the library's own from the raw signals",
          10_299,
          152,
          HAR.info.url(),
          HAR.info.terms(),
          HAR.info.citation(),
          Optional.empty()),
      HAR.folders,
      HAR.download,
      HAR.mark,
      HAR.isMark,
      UciHar::loadFromSignals),

  MHEALTH(
      new DataSetInfo(
          "mhealth",
          "MHEALTH: 10 people, 12 activities, chest, wrist, ankle, single samples (mhealth-sample:"
              + " 50,000 of them)",
          1_215_745,
          23,
          "https://archive.ics.uci.edu/dataset/319/mhealth+dataset",
          "UCI: CC BY 4.0; to be cited",
          "O. Banos, R. Garcia, J. A. Holgado, M. Damas, H. Pomares, I. Rojas, A. Saez,"
              + " C. Villalonga, mHealthDroid: a novel framework for agile development of mobile"
              + " health applications, IWAAL 2014",
          Optional.empty()),
      List.of("mhealth", "MHEALTHDATASET", "mhealth-sample"),
      "https://archive.ics.uci.edu/static/public/319/mhealth+dataset.zip",
      "mHealth_subject1.log",
      name -> name.endsWith("mHealth_subject1.log"),
      Mhealth::load),

  MHEALTH_WINDOWS(
      new DataSetInfo(
          "mhealth-windows",
          "The same in windows of 2.56 s within one activity, features of raw signals (needs the"
              + " complete logs)",
          DataSetInfo.NOT_COUNTED,
          428,
          MHEALTH.info.url(),
          MHEALTH.info.terms(),
          MHEALTH.info.citation(),
          Optional.empty()),
      MHEALTH.folders,
      MHEALTH.download,
      MHEALTH.mark,
      MHEALTH.isMark,
      MhealthWindows::load),

  MOTIONSENSE(
      new DataSetInfo(
          "motionsense",
          "MotionSense: 24 people, 6 activities in 15 trials, trouser pocket, windows of 2.56 s",
          MotionSense.WINDOWS,
          152,
          "https://github.com/mmalekzadeh/motion-sense",
          "MIT; to be cited",
          "M. Malekzadeh, R. G. Clegg, A. Cavallaro, H. Haddadi, Mobile Sensor Data Anonymization,"
              + " IoTDI 2019",
          Optional.empty()),
      List.of("motionsense", "A_DeviceMotion_data"),
      "https://github.com/mmalekzadeh/motion-sense/raw/master/data/A_DeviceMotion_data.zip",
      "a recording such as dws_1.csv or dws_1/sub_1.csv",
      MotionSense::isRecording,
      MotionSense::load),

  FACES(
      new DataSetInfo(
          "faces",
          "CMU Face Images, 32 x 30 grey pixels: 20 people, 4 poses, 4 expressions, sunglasses",
          624,
          960,
          "https://archive.ics.uci.edu/dataset/124/cmu+face+images",
          "UCI: CC BY 4.0; the images show real people",
          "T. Mitchell, CMU Face Images, UCI Machine Learning Repository, 1999",
          Optional.empty()),
      List.of("cmu-faces"),
      "https://archive.ics.uci.edu/static/public/124/cmu+face+images.zip",
      "an image such as an2i_left_angry_open_4.pgm",
      CmuFaces.SMALL::isImage,
      CmuFaces::loadSmall),

  FACES_64(
      new DataSetInfo(
          "faces-64",
          "The same images, 64 x 60",
          624,
          3840,
          FACES.info.url(),
          FACES.info.terms(),
          FACES.info.citation(),
          Optional.empty()),
      FACES.folders,
      FACES.download,
      "an image such as an2i_left_angry_open_2.pgm",
      CmuFaces.MIDDLE::isImage,
      CmuFaces::loadMiddle),

  FACES_128(
      new DataSetInfo(
          "faces-128",
          "The same images, 128 x 120",
          624,
          15_360,
          FACES.info.url(),
          FACES.info.terms(),
          FACES.info.citation(),
          Optional.empty()),
      FACES.folders,
      FACES.download,
      "an image such as an2i_left_angry_open.pgm",
      CmuFaces.FULL::isImage,
      CmuFaces::loadFull),

  SEMEION(
      new DataSetInfo(
          "semeion",
          "Semeion Handwritten Digit: 16 x 16 black and white pixels, 10 digits",
          1593,
          256,
          "https://archive.ics.uci.edu/dataset/178/semeion+handwritten+digit",
          "UCI: CC BY 4.0; to be credited",
          "Semeion Research Center of Sciences of Communication, Rome; M. Buscema, MetaNet: The"
              + " Theory of Independent Judges, Substance Use & Misuse 33(2), 1998",
          Optional.empty()),
      List.of("semeion"),
      "https://archive.ics.uci.edu/static/public/178/semeion+handwritten+digit.zip",
      "semeion.data",
      name -> name.endsWith("semeion.data"),
      Semeion::load),

  ADULT(
      new DataSetInfo(
          "adult",
          "Adult, Census Income: sex, race, income; numbers and categories as columns of 0 and 1",
          32_561,
          68,
          "https://archive.ics.uci.edu/dataset/2/adult",
          "UCI: CC BY 4.0; to be cited",
          "B. Becker and R. Kohavi, Adult, UCI Machine Learning Repository, 1996",
          Optional.empty()),
      List.of("adult"),
      "https://archive.ics.uci.edu/static/public/2/adult.zip",
      "adult.data",
      name -> name.equals("adult.data") || name.endsWith("/adult.data"),
      Adult::load);

  /** Reads a data set from its folder or zip file. */
  interface Loader {
    LabelledRows load(Path folderOrZip) throws IOException;
  }

  private final DataSetInfo info;
  private final List<String> folders;
  private final String download;
  private final String mark;
  private final Predicate<String> isMark;
  private final Loader loader;

  Catalogue(
      DataSetInfo info,
      List<String> folders,
      String download,
      String mark,
      Predicate<String> isMark,
      Loader loader) {
    this.info = info;
    this.folders = folders;
    this.download = download;
    this.mark = mark;
    this.isMark = isMark;
    this.loader = loader;
  }

  static Catalogue of(String name) {
    return Stream.of(values())
        .filter(entry -> entry.info.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadDataException(
                    String.format(
                        Locale.ROOT,
                        "data set '%s' is unknown, expected one of %s",
                        name,
                        String.join(", ", Stream.of(values()).map(e -> e.info.name()).toList()))));
  }

  DataSetInfo info() {
    return info;
  }

  boolean isBuiltIn() {
    return folders.isEmpty();
  }

  /** Where it may lie under a data directory: its folder, the zip file of it, the published one. */
  List<String> placeNames() {
    String published = download.substring(download.lastIndexOf('/') + 1);
    return Stream.concat(
            folders.stream().flatMap(folder -> Stream.of(folder, folder + ".zip")),
            Stream.of(published))
        .distinct()
        .toList();
  }

  /** The name of the file that a download becomes. */
  String fileName() {
    return folders.get(0) + ".zip";
  }

  String download() {
    return download;
  }

  Loader loader() {
    return loader;
  }

  /** Opens its files, told from others by one of them. */
  Members open(Path folderOrZip) throws IOException {
    return Members.open(folderOrZip, mark, isMark);
  }
}
