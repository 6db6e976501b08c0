package ml.tacit.sensing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ml.tacit.Shared;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  @TempDir Path dir;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void listsAllWithTermsAndPublisher() {
    assertEquals(
        List.of(
            "simulator",
            "har",
            "har-signals",
            "mhealth",
            "mhealth-windows",
            "motionsense",
            "faces",
            "faces-64",
            "faces-128",
            "semeion",
            "adult"),
        DataSets.list().stream().map(DataSetInfo::name).toList());
    for (DataSetInfo info : DataSets.list()) {
      assertFalse(info.terms().isBlank());
      assertTrue(info.name().equals("simulator") || info.url().startsWith("https://"));
      assertTrue(info.rows() > 0 || info.name().equals("mhealth-windows"), info.name());
      assertTrue(info.columns() > 0);
    }
    assertEquals(Optional.empty(), DataSets.locate("simulator"));
  }

  @Test
  void sayWhereTheyWereLookedForAndHowToGetThem() {
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> DataSets.load("har", List.of(dir.resolve("a"), dir.resolve("b"))));
    assertTrue(
        e.getMessage()
            .startsWith(
                String.format(
                    Locale.ROOT,
                    "data set 'har' not found: looked for uci-har in %s, %s",
                    dir.resolve("a"),
                    dir.resolve("b"))),
        e.getMessage());
    assertTrue(e.getMessage().endsWith("; try: ./tacit datasets fetch har"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertEquals(
        "data set 'xyz' is unknown, expected one of simulator, har, har-signals, mhealth,"
            + " mhealth-windows, motionsense, faces, faces-64, faces-128, semeion, adult",
        assertThrows(BadDataException.class, () -> DataSets.load("xyz")).getMessage());
  }

  @Test
  void theFirstDirectoryThatHasItCounts() throws IOException {
    new SmallHar().folder(dir.resolve("b/uci-har"), true);
    Files.createDirectories(dir.resolve("c/uci-har"));
    List<Path> roots = List.of(dir.resolve("a"), dir.resolve("b"), dir.resolve("c"));
    assertEquals(Optional.of(dir.resolve("b/uci-har")), DataSets.locate(Catalogue.HAR, roots));
    assertEquals(5, DataSets.load("har", roots).size());
  }

  @Test
  void aDownloadIsCheckedAndPutInPlace() throws Exception {
    SmallHar har = new SmallHar();
    byte[] served = SmallHar.zipOf("UCI HAR Dataset.zip", har.zip());
    Path target = dir.resolve("new/uci-har.zip");
    new Download("har", serve(200, served)).to(target, checksums(har.files), Catalogue.HAR);
    assertArrayEquals(served, Files.readAllBytes(target));
    assertEquals(5, DataSets.load("har", List.of(dir.resolve("new"))).size());
    // The same from a file.
    Path file = Files.write(dir.resolve("local.zip"), served);
    new Download("har", file.toUri()).to(target, checksums(har.files), Catalogue.HAR);
  }

  @Test
  void whatIsNotAsPublishedIsRefusedAndNothingIsLeft() throws Exception {
    SmallHar har = new SmallHar();
    Checksums published = checksums(har.files);
    har.files.put("train/y_train.txt", "2\n1\n2\n");
    URI altered = serve(200, har.zip());
    String message = refused(altered, published, BadDataException.class);
    assertTrue(
        message.startsWith("har: " + altered + ": train/y_train.txt has sha256 ")
            && message.contains(", expected "),
        message);

    har.files.remove("train/y_train.txt");
    URI part = serve(200, har.zip());
    assertEquals(
        "har: " + part + ": train/y_train.txt is missing, expected all 8 published files",
        refused(part, published, BadDataException.class));

    URI page = serve(200, "<html>please sign in</html>".getBytes(StandardCharsets.UTF_8));
    assertTrue(
        refused(page, published, BadDataException.class)
            .startsWith("har: " + page + ": not a zip file"));
  }

  @Test
  void aPublisherOutOfReachIsNamed() throws Exception {
    Checksums published = checksums(new SmallHar().files);
    URI gone = serve(404, new byte[0]);
    assertEquals(
        "har: cannot download " + gone + " (IOException: the server answered 404, expected 200)",
        refused(gone, published, IOException.class));
    server.stop(0);
    String message = refused(gone, published, IOException.class);
    assertTrue(message.startsWith("har: cannot download " + gone + " (ConnectException"), message);
  }

  @Test
  void whatCannotBeFetchedSaysWhy() {
    assertTrue(
        assertThrows(BadDataException.class, () -> DataSets.fetch("simulator", dir))
            .getMessage()
            .contains("built in"));
    String message =
        assertThrows(BadDataException.class, () -> DataSets.fetch("mhealth", dir)).getMessage();
    assertTrue(message.contains("no checksums") && message.contains("mhealth.zip"), message);
  }

  @Test
  void thePublishedSemeionPassesItsChecksumsAndLoads() throws Exception {
    Path folder = Shared.require("datasets/semeion");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        InputStream data =
            new GZIPInputStream(Files.newInputStream(folder.resolve("semeion.data.gz")))) {
      zip.putNextEntry(new ZipEntry("semeion.data"));
      data.transferTo(zip);
      zip.putNextEntry(new ZipEntry("semeion.names"));
      Files.copy(folder.resolve("semeion.names"), zip);
    }
    Path fetched = DataSets.fetch(Catalogue.SEMEION, serve(200, bytes.toByteArray()), dir);
    assertEquals(dir.resolve("semeion.zip"), fetched);
    LabelledRows rows = DataSets.load("semeion", List.of(dir));
    assertArrayEquals(
        new int[] {161, 162, 159, 159, 161, 159, 161, 158, 155, 158}, rows.label("digit").counts());
    double sum = 0;
    for (double pixel : rows.rows().data) {
      sum += pixel;
    }
    assertEquals(0.3286, sum / rows.rows().getNumElements(), 5e-5);
  }

  @Test
  void thePublishedHarAndFacesPassTheirChecksums() throws Exception {
    verify(Catalogue.HAR, Shared.require("datasets/uci-har"));
    verify(Catalogue.FACES, Shared.require("datasets/cmu-faces"));
    verify(Catalogue.FACES_64, Shared.require("datasets/cmu-faces"));
    verify(Catalogue.FACES_128, Shared.require("datasets/cmu-faces"));
  }

  @Test
  void thePublishedFacesAndMhealthLoad() throws IOException {
    Shared.require("datasets/cmu-faces");
    LabelledRows faces = DataSets.load("faces");
    assertEquals(624, faces.size());
    assertEquals(20, faces.label("person").classes().size());
    assertArrayEquals(new int[] {157, 155, 156, 156}, faces.label("pose").counts());
    assertArrayEquals(new int[] {313, 311}, faces.label("eyes").counts());
    // First image in the order of names, an2i_left_angry_open_4.
    assertEquals(8, faces.rows().get(0, 0));
    assertEquals(31, faces.rows().get(0, 1));
    // The text form of the full size: its first image begins 21 2 1 0.
    LabelledRows full = DataSets.load("faces-128");
    assertEquals(624, full.size());
    assertEquals(15_360, full.features().size());
    assertArrayEquals(new double[] {21, 2, 1, 0}, Arrays.copyOfRange(full.rows().data, 0, 4));
    assertEquals(3840, DataSets.load("faces-64").features().size());

    Shared.require("datasets/mhealth-sample");
    LabelledRows mhealth = DataSets.load("mhealth");
    assertEquals(10, mhealth.label("subject").classes().size());
    assertEquals(-9.706, mhealth.rows().get(0, 0));
    if (mhealth.size() == 50_000) {
      assertEquals(415, count(mhealth, "jump front and back"));
      assertEquals(35_621, count(mhealth, "none"));
    }
  }

  @Test
  void motionSenseReadsBothLayoutsAlike() throws IOException {
    StringBuilder perTrial = new StringBuilder("subject,").append(HEADER).append('\n');
    for (int person : new int[] {1, 2}) {
      StringBuilder published = new StringBuilder(",").append(HEADER).append('\n');
      for (int t = 0; t < 200; t++) {
        String row =
            String.format(Locale.ROOT, ",1,2,3,0.1,0.9,0.2,%s,0,0,0.5,%s,1\n", t * person, t % 7);
        published.append(t).append(row);
        perTrial.append(person).append(row);
      }
      Path file = dir.resolve(String.format(Locale.ROOT, "published/dws_11/sub_%d.csv", person));
      Files.createDirectories(file.getParent());
      Files.writeString(file, published);
    }
    Files.createDirectories(dir.resolve("trials"));
    Files.writeString(dir.resolve("trials/dws_11.csv"), perTrial);
    LabelledRows published = MotionSense.load(dir.resolve("published"));
    LabelledRows trials = MotionSense.load(dir.resolve("trials"));
    assertEquals(4, published.size());
    assertArrayEquals(published.rows().data, trials.rows().data);
    for (LabelledRows rows : List.of(published, trials)) {
      assertArrayEquals(new int[] {0, 0, 1, 1}, rows.label("subject").codes());
      assertEquals(List.of("downstairs"), rows.label("activity").classes());
      assertEquals(List.of("11"), rows.label("trial").classes());
    }
    assertEquals(
        0.9, trials.rows().get(0, trials.features().indexOf("tGravityAcc-mean()-Y")), 1e-12);
  }

  @Test
  void motionSenseKnowsWhoPeopleAreIfTheFileIsThere() throws IOException {
    StringBuilder text = new StringBuilder("subject,").append(HEADER).append('\n');
    for (int t = 0; t < 128; t++) {
      text.append("7,1,2,3,0.1,0.9,0.2,0,0,0,0.5,0.1,1\n");
    }
    Files.writeString(dir.resolve("dws_11.csv"), text);
    assertFalse(MotionSense.load(dir).labels().containsKey("gender"));
    Path people = dir.resolve("data_subjects_info.csv");
    String header = "\uFEFFcode,weight,height,age,gender\n";
    Files.writeString(people, header + "7,72,180,28,1\n");
    LabelledRows rows = MotionSense.load(dir);
    assertEquals(List.of("male"), rows.label("gender").classes());
    assertEquals("180", rows.label("height").name(0));

    Files.writeString(people, header + "6,72,180,28,1\n7,72,180,28,2\n");
    assertEquals(
        dir + ": data_subjects_info.csv: line 3: gender 2, expected 0 or 1",
        assertThrows(BadDataException.class, () -> MotionSense.load(dir)).getMessage());
    Files.writeString(people, header + "6,72,180,28,1\n");
    assertTrue(
        assertThrows(BadDataException.class, () -> MotionSense.load(dir))
            .getMessage()
            .contains("no line for person 7"));
  }

  @Test
  void thePublishedMotionSenseLoads() throws IOException {
    Shared.require("datasets/motionsense");
    LabelledRows rows = DataSets.load("motionsense");
    assertEquals(MotionSense.WINDOWS, rows.size());
    assertEquals(24, rows.label("subject").classes().size());
    assertEquals(15, rows.label("trial").classes().size());
    assertEquals(List.of("female", "male"), rows.label("gender").classes());
    assertEquals(10, peopleOf(rows, "female"));
    assertEquals("188", rows.label("height").name(0), "the height of person 1");
  }

  private static final String HEADER =
      "attitude.roll,attitude.pitch,attitude.yaw,gravity.x,gravity.y,gravity.z,rotationRate.x,"
          + "rotationRate.y,rotationRate.z,userAcceleration.x,userAcceleration.y,userAcceleration.z";

  private static long peopleOf(LabelledRows rows, String gender) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.label("gender").name(i).equals(gender))
        .map(i -> rows.label("subject").code(i))
        .distinct()
        .count();
  }

  private static int count(LabelledRows rows, String activity) {
    int code = rows.label("activity").classes().indexOf(activity);
    return rows.label("activity").counts()[code];
  }

  private static void verify(Catalogue entry, Path folder) throws IOException {
    try (Members members = entry.open(folder)) {
      Checksums.of(entry.info().name()).orElseThrow().verify(members, folder.toString());
    }
  }

  private String refused(URI from, Checksums sums, Class<? extends Exception> type)
      throws IOException {
    Path target = dir.resolve("refused/uci-har.zip");
    Files.createDirectories(target.getParent());
    Files.writeString(target, "as it was");
    Exception e =
        assertThrows(type, () -> new Download("har", from).to(target, sums, Catalogue.HAR));
    assertEquals("as it was", Files.readString(target));
    try (Stream<Path> left = Files.list(target.getParent())) {
      assertEquals(1, left.count());
    }
    assertEquals(1, e.getMessage().lines().count());
    return e.getMessage();
  }

  private URI serve(int status, byte[] content) {
    String path = "/" + content.length + "-" + status;
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static Checksums checksums(Map<String, String> files)
      throws IOException, NoSuchAlgorithmException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(file.getValue().getBytes(StandardCharsets.UTF_8));
      lines
          .append(HexFormat.of().formatHex(digest))
          .append("  ")
          .append(file.getKey())
          .append('\n');
    }
    return Checksums.read(
        new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
