package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelModel;
import ml.tacit.kernel.KernelWeighting;
import ml.tacit.kernel.Kernelized;
import ml.tacit.kernel.MultiKernel;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel methods from file to file. */
class KernelCommandsTest {
  private static LabelledRows rows;

  @TempDir static Path folder;
  private static Path csv;

  @BeforeAll
  static void simulate() throws IOException {
    LabelledRows all = Simulator.standard().withPeople(5).withSeconds(60).generate();
    int d = 12;
    DMatrixRMaj some = new DMatrixRMaj(all.size(), d);
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.rows().data, i * all.rows().numCols, some.data, i * d, d);
    }
    rows =
        new LabelledRows(
            all.features().subList(0, d),
            some,
            Map.of("subject", all.label("subject"), "activity", all.label("activity")));
    csv = folder.resolve("rows.csv");
    CsvWriter.writeAll(csv, rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kdca",
        "kdca --kernel laplacian --random-features 64 --standardize",
        "kdca --kernel polynomial:degree=2,gamma=0.1 --random-features 64",
        "kdca --kernel rbf:gamma=0.01 --rows --standardize --components 2",
        "dca --kernel linear --landmarks 20 --ridge 1",
        "rdca --kernel rbf --landmarks 30 --standardize",
        "rdca --kernel rbf --landmarks 60 --given activity",
        "rdca --kernel rbf:gamma=median --random-features 40 --form components --components 5",
        "duca --kernel rbf --landmarks 30 --beta 0.1 --ridge-relative 0.1",
        "mdr --kernel laplacian:gamma=0.01 --rows",
        "ruca --kernel sigmoid:gamma=0.001 --landmarks 30 --price 2",
        "ruca --kernel rbf --rows --price 2",
        "multikernel --kernel rbf --kernel laplacian --landmarks 30",
        "multikernel --kernel rbf --kernel linear --rows --standardize --weights alignment"
      })
  void everyMethodGoesFromFileToFile(String options) throws IOException {
    Path model = folder.resolve("m.safetensors");
    Path released = folder.resolve("released.csv");
    Shell fit = fit(model, options);
    String method = options.split(" ", 2)[0];
    boolean keepsRows = options.contains("--rows");
    assertEquals(keepsRows, fit.out().contains("warning: the model contains"), fit.out());
    assertEquals(keepsRows, ok("inspect", model).out().contains("warning: the model contains"));

    JsonNode info = inspect(model);
    assertEquals(method, info.get("method").asText());
    assertEquals(keepsRows, info.get("keepsRows").asBoolean());
    assertEquals(keepsRows, info.get("warning").isTextual());
    assertEquals(12, info.get("inputs").asInt());
    assertEquals(rows.features().get(3), info.get("features").get(3).asText());
    assertEquals(rows.size(), info.get("rowsSeen").asInt());
    assertTrue(info.get("ridge").asDouble() > 0);
    assertTrue(info.get("removedRank").asInt() > 0);
    assertTrue(info.get("discriminantInformation").asDouble() > 0);
    assertTrue(info.get("kernels").get(0).asText().matches("[a-z]+(:.*=[0-9.E-]+)?"));
    assertEquals(options.contains("--random"), info.get("landmarks").asInt() == 0);
    assertEquals(method.equals("multikernel"), info.get("weights").isObject());
    assertTrue(info.get("residualSpread").asDouble() >= 0);

    ok("transform", "--model", model, "--input", csv, "--output", released);
    String header = Files.readAllLines(released).get(0);
    assertFalse(header.contains("subject"), "the hidden label is not released");
    assertTrue(header.contains(method + "1"), header);
    assertEquals(rows.size() + 1, Files.readAllLines(released).size());
  }

  /** One trainer: the same ridge and the same bits from Java, in memory, and from the command. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--landmarks 40",
        "--random-features 40",
        "--rows",
        "--landmarks 40 --no-standardize"
      })
  void theCommandIsTheLibraryOnRowsInMemory(String options) throws IOException {
    Path model = folder.resolve("library.safetensors");
    fit(model, "duca --kernel rbf --beta 0.1 --ridge-relative 0.01 --digits full " + options);
    Kernelized trainer =
        Kernelized.of("rbf", Duca.ridge(Ridge.relative(0.01)).withWeights(1, 0.1))
            .withStandardization(!options.contains("--no-standardize"));
    trainer =
        options.contains("--rows")
            ? trainer.exact()
            : options.contains("--random")
                ? trainer.withRandomFeatures(40)
                : trainer.withLandmarks(40);
    KernelModel expected = trainer.fit(rows, Roles.keep("activity").withHide("subject"));
    Release found = Release.load(model);
    assertEquals(expected.ridge(), found.info().ridge());
    assertArrayEquals(
        expected.transform(rows.rows()).data, found.transform(rows.rows()).data, "the same bits");
  }

  /** A relative ridge means the same for features as for the Gram matrix they stand for. */
  @Test
  void theDefaultRidgeDoesNotDependOnTheWayTheFeaturesAreMade() throws IOException {
    Path model = folder.resolve("ridge.safetensors");
    fit(model, "kdca --kernel rbf:gamma=0.01 --rows");
    double exact = inspect(model).get("ridge").asDouble();
    double exactInformation = inspect(model).get("discriminantInformation").asDouble();
    // Nothing is hidden: landmarks of several subjects would be fewer.
    Object[] arguments = arguments(model, "kdca --kernel rbf:gamma=0.01 --landmarks 50");
    arguments[arguments.length - 2] = "--drop"; // in place of --hide
    ok(arguments);
    assertEquals(exact, inspect(model).get("ridge").asDouble(), 0.05 * exact);
    assertEquals(
        exactInformation,
        inspect(model).get("discriminantInformation").asDouble(),
        0.1 * exactInformation);
  }

  @ParameterizedTest
  @CsvSource({
    "uniform,UNIFORM",
    "alignment,ALIGNMENT",
    "snr,TRAINING_SNR",
    "held-out,HELD_OUT_SNR",
    "leave-one-out,LEAVE_ONE_OUT_SNR"
  })
  void weightsCanBeInspected(String option, KernelWeighting weighting) throws IOException {
    Path model = folder.resolve("weights.safetensors");
    fit(
        model,
        "multikernel --kernel rbf:gamma=0.01 --kernel linear --landmarks 30 --ridge 1 --weights "
            + option);
    JsonNode weights = inspect(model).get("weights");
    assertEquals(weighting.name(), weights.get("weighting").asText());
    double[] expected =
        MultiKernel.of(Kernel.rbf(0.01), Kernel.linear())
            .withWeighting(weighting)
            .withRidge(Ridge.absolute(1))
            .withLandmarks(30)
            .fit(rows, Roles.keep("activity").withHide("subject"))
            .weights()
            .orElseThrow()
            .values();
    double[] found = {
      weights.get("kernels").get(0).get("weight").asDouble(),
      weights.get("kernels").get(1).get("weight").asDouble()
    };
    assertArrayEquals(expected, found, 1e-15);
    assertEquals(List.of("rbf:gamma=0.01", "linear"), texts(inspect(model).get("kernels")));
    assertTrue(ok("inspect", model).out().contains("rbf:gamma=0.01, weight"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kdca --kernel cosine | unknown kernel 'cosine'",
        "kdca --kernel rbf:gamma=0 | gamma: 0.0",
        "kdca --kernel rbf:width=3 | unknown setting 'width=3'",
        "kdca --kernel rbf --kernel linear | only --method multikernel",
        "pca --kernel rbf | --kernel is not for --method pca",
        "dca --landmarks 30 | need --kernel",
        "dca --rows | need --kernel",
        "kdca --landmarks 30 --rows | exclude each other",
        "kdca --landmarks 0 | at least 1",
        "kdca --random-features -2 | at least 1",
        "rdca --kernel rbf --rows | --rows is not for --method rdca",
        "duca --kernel rbf --rows --given activity | --rows and --given",
        "multikernel | needs --kernel",
        "multikernel --kernel rbf --random-features 64 | not for --method multikernel",
        "multikernel --kernel rbf --components 2 | --components is not for",
        "multikernel --kernel rbf --weights best | --weights",
        "kdca --weights uniform | --weights is for --method multikernel"
      })
  void wrongUsage(String options, String mention) {
    fails(2, options, mention);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kdca --landmarks 4000 | landmarks: 4000, ",
        "multikernel --kernel rbf --landmarks 4000 | landmarks: 4000, ",
        "kdca --random-features 65 | random features: 65, an even number",
        "kdca --kernel linear --random-features 64 | 'linear' has no random features",
        "kdca --kernel polynomial --random-features 65 | features: 65, a power of two",
        "kdca --kernel chi-square --rows | negative",
        "kdca --kernel linear --rows --ridge 0 | ridge: 0.0 is too small",
        "kdca --components 9 | components: 9 asked for"
      })
  void impossibleFits(String options, String mention) {
    fails(1, options, mention);
  }

  /** A marker of a missing value, and a column that is the person under another name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kdca --landmarks 5",
        "kdca --random-features 8",
        "kdca --rows",
        "rdca --kernel rbf --landmarks 5",
        "multikernel --kernel rbf --rows",
        "kdca --landmarks 5 --no-standardize"
      })
  void whatAKernelWouldNotNoticeStopsTheFit(String options) throws IOException {
    Path bad = folder.resolve("bad.csv");
    Files.writeString(bad, "subject,activity,x1,x2\n" + lines(60, 31));
    stops(bad, options, "row 31 (from 1), column 'x2': 1.797E308");
    Files.writeString(bad, "subject,activity,x1,x2,badge\n" + lines(60, -1).replace("\n", ",\n"));
    String text = Files.readString(bad);
    for (int person = 0; person < 3; person++) {
      text = text.replaceAll("(?m)^(p" + person + ",.*,)$", "$1" + (100 - 7 * person));
    }
    Files.writeString(bad, text);
    stops(bad, options, "column 'badge' has one value for each of the 3 classes of 'subject'");
  }

  private static String lines(int rows, int marked) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= rows; i++) {
      String last = i == marked ? "1.797e308" : String.valueOf(i * 7 % 11);
      text.append("p" + i % 3 + ",a" + i % 2 + "," + i * i % 13 + "," + last + "\n");
    }
    return text.toString();
  }

  private static void stops(Path csv, String options, String mention) {
    Path model = folder.resolve("never.safetensors");
    List<Object> arguments = new ArrayList<>(List.of("fit", "--method"));
    arguments.addAll(Arrays.asList(options.split(" ")));
    arguments.addAll(List.of("--input", csv, "--model", model, "--keep", "activity"));
    arguments.addAll(List.of("--hide", "subject"));
    Shell shell = Shell.run(arguments.toArray());
    assertEquals(1, shell.status(), shell.err());
    assertTrue(shell.err().contains(mention), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(Files.notExists(model));
  }

  @Test
  void tooManyRowsForAnExactKernelAreRefusedWithTheBytes() throws IOException {
    Path many = folder.resolve("many.csv");
    StringBuilder text = new StringBuilder("c,x\n");
    for (int i = 0; i <= 20_000; i++) {
      text.append(i % 2).append(',').append(i).append('\n');
    }
    Files.writeString(many, text);
    Path model = folder.resolve("never.safetensors");
    Shell shell =
        Shell.run(
            "fit", "--method", "kdca", "--rows", "--input", many, "--keep", "c", "--model", model);
    assertEquals(1, shell.status());
    assertTrue(shell.err().contains("3200000000 bytes"), shell.err());
    assertTrue(Files.notExists(model));
  }

  private static void fails(int status, String options, String mention) {
    Path model = folder.resolve("never.safetensors");
    Shell shell = Shell.run(arguments(model, options));
    assertEquals(status, shell.status(), shell.err());
    assertEquals(1, shell.err().lines().count(), shell.err());
    assertTrue(shell.err().contains(mention.strip()), shell.err());
    assertTrue(Files.notExists(model));
  }

  private static Shell fit(Path model, String options) {
    return ok(arguments(model, options));
  }

  private static Object[] arguments(Path model, String options) {
    List<Object> arguments = new ArrayList<>(List.of("fit", "--method"));
    arguments.addAll(Arrays.asList(options.strip().split(" ")));
    arguments.addAll(List.of("--input", csv, "--model", model, "--keep", "activity"));
    arguments.addAll(List.of("--hide", "subject"));
    return arguments.toArray();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static JsonNode inspect(Path model) throws IOException {
    return new ObjectMapper().readTree(ok("inspect", model, "--json").out());
  }

  private static Shell ok(Object... args) {
    Shell shell = Shell.run(args);
    assertEquals(0, shell.status(), shell.err());
    assertEquals("", shell.err());
    return shell;
  }
}
