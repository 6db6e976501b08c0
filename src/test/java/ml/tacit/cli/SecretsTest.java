package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ml.tacit.attack.Promise;
import ml.tacit.attack.Tally;
import ml.tacit.cli.Planted.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every command writes, read for what was planted in the rows: files that may be published
 * hold none of it, files that may not hold no raw number, no path and no user, and what a command
 * says names no dropped cell and no raw number.
 *
 * <p>{@code reproduce} and {@code datasets} read public data only.
 */
class SecretsTest {
  /** What may be published. */
  private static final Set<Secret> PUBLISHED = EnumSet.allOf(Secret.class);

  /** What stays with the raw rows; it names hidden people. */
  private static final Set<Secret> PRIVATE =
      EnumSet.complementOf(EnumSet.of(Secret.NAME, Secret.KEY));

  /** Answers name hidden people, and files as they were typed. */
  private static final Set<Secret> SAID =
      EnumSet.complementOf(EnumSet.of(Secret.NAME, Secret.PATH));

  private static final String[] OWNERS = {"user.name", "user.home"};
  private static final String[] OLD = new String[OWNERS.length];

  @TempDir private Path temporary;
  private Path folder;
  private Path rows;
  private Planted planted;
  private Tally tally;

  @BeforeAll
  static void somebodyRunsIt() {
    for (int i = 0; i < OWNERS.length; i++) {
      OLD[i] = System.setProperty(OWNERS[i], Planted.USER);
    }
  }

  @AfterAll
  static void nobodyRunsIt() {
    for (int i = 0; i < OWNERS.length; i++) {
      System.setProperty(OWNERS[i], OLD[i]);
    }
  }

  @BeforeEach
  void plant() throws IOException {
    folder = Files.createDirectory(temporary.resolve(Planted.FOLDER));
    rows = folder.resolve("rows.csv");
    planted = new Planted(rows);
  }

  @Test
  void nothingPlantedGetsOut() throws IOException {
    try (Tally counted = Tally.of(Promise.SECRETS, "a table with planted secrets, main commands")) {
      tally = counted;
      Path out = folder.resolve("erased");
      desensitize(out, "--columns-form", "--resume", folder.resolve("kept"));
      fit("rdca", "--method", "rdca");
      fit("kdca", "--method", "kdca", "--landmarks", 20, "--components", 1);
      fit("decided", "--steps", "decide logistic | collapse 0.1 | noise 0.3");
      statistic();
    }
  }

  /** Every kind of step and method; a search, with all that it says and keeps. */
  @Test
  @Tag("attack")
  void nothingPlantedGetsOutOfAnyMethod() throws IOException {
    try (Tally counted =
        Tally.of(Promise.SECRETS, "a table with planted secrets, every method and step")) {
      tally = counted;
      for (String method : List.of("dca", "duca", "mdr", "ruca", "pca")) {
        fit(method, "--method", method, "--components", 1);
        if (!method.equals("pca")) {
          fit(method + "-kernel", "--method", method, "--kernel", "rbf", "--components", 1);
        }
      }
      fit("components", "--method", "rdca", "--form", "components");
      fit("full", "--method", "rdca", "--standardize");
      fit("random", "--method", "kdca", "--random-features", 16, "--components", 1);
      fit("laplacian", "--method", "kdca", "--kernel", "laplacian", "--components", 1);
      fit("several", "--method", "multikernel", "--kernel", "rbf", "--kernel", "linear");
      List<String> plans =
          List.of(
              "decide",
              "decide boosted",
              "decide kernel",
              "decide multikernel",
              "decide logistic | cells",
              "cells --kmeans 3",
              "decide logistic | response 1",
              "decide logistic | residual 2 | relative 10 --scaled",
              "decide logistic | residual 2 | rank 10",
              "game 4 --leak 0.05",
              "codebook 4 --leak 0.05",
              "fairtree 4");
      for (int i = 0; i < plans.size(); i++) {
        fit("plan" + i, "--steps", plans.get(i));
      }
      certify(folder.resolve("plan0.csv"));
      Path searched = folder.resolve("searched");
      desensitize(searched, "--resume", folder.resolve("kept"));
      audit(searched.resolve("released.csv"));
      desensitize(folder.resolve("certified"), "--steps", "decide logistic", "--log", "json");
      Path key = folder.resolve("release.key");
      String plan = "decide logistic | collapse 0.1 | noise 0.3";
      Path given = folder.resolve("given");
      desensitize(given, "--steps", plan, "--for-release", "--key", key);
      planted.keep(key);
      check(given.resolve("model.safetensors"), PUBLISHED);
    }
  }

  /** The control: what is looked for is found where it is known to be. */
  @Test
  void whatIsPlantedIsFound() throws IOException {
    byte[] raw = Files.readAllBytes(rows);
    assertEquals(3, planted.in(raw, PUBLISHED).size(), "names, dropped cells, numbers");
    Path model = folder.resolve("rows.safetensors");
    said(
        Shell.run(
            words(
                "fit",
                "--method",
                "kdca",
                "--rows",
                "--components",
                1,
                "--model",
                model,
                "--drop",
                "insurance")));
    List<String> found = planted.in(Files.readAllBytes(model), PUBLISHED);
    assertTrue(found.toString().contains("NUMBER"), "a model of --rows holds rows: " + found);
    assertTrue(found.toString().contains("NAME"), "and names: " + found);
  }

  private Object[] words(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, "--input", rows));
    words.addAll(List.of("--hide", "person", "--keep", "activity"));
    words.addAll(List.of(more));
    return words.toArray();
  }

  private Shell said(Shell shell) {
    assertEquals(0, shell.status(), shell.err());
    return shell;
  }

  /** Runs a command, and reads what it says. */
  private Shell run(Object... words) {
    Shell shell = said(Shell.run(words));
    check(words[0] + " says", (shell.out() + shell.err()).getBytes(StandardCharsets.UTF_8), SAID);
    return shell;
  }

  private void check(String what, byte[] bytes, Set<Secret> secrets) {
    if (tally != null) {
      List<String> found = planted.in(bytes, secrets);
      tally.tried(found.isEmpty(), what + ": " + found);
    }
  }

  private void check(Path file, Set<Secret> secrets) throws IOException {
    check(
        file.getParent().getFileName() + "/" + file.getFileName(),
        Files.readAllBytes(file),
        secrets);
  }

  /** A model that stays and one for others, what each says of itself, and rows through it. */
  private void fit(String name, Object... method) throws IOException {
    Path model = folder.resolve(name + ".safetensors");
    Path published = folder.resolve(name + "-published.safetensors");
    Path key = folder.resolve(name + ".key");
    List<Object> words = new ArrayList<>(List.of(method));
    words.addAll(List.of("--drop", "insurance", "--model"));
    run(words("fit", with(words, model)));
    run(words("fit", with(words, published, "--for-release", "--key", key)));
    boolean draws = Files.exists(key);
    if (draws) {
      planted.keep(key);
      requireMode(key, "rw-------");
    }
    check(model, PRIVATE);
    requireMode(model, "rw-------");
    check(published, PUBLISHED);
    for (String form : List.of("csv", "jsonl")) {
      Path released = folder.resolve(name + "." + form);
      List<Object> transform =
          new ArrayList<>(List.of("transform", "--input", rows, "--output", released));
      transform.addAll(List.of("--model", published));
      if (draws) {
        transform.addAll(List.of("--key", key));
      }
      if (List.of(method).toString().contains("10")) {
        transform.addAll(List.of("--device", "person"));
      }
      run(transform.toArray());
      check(released, PUBLISHED);
    }
    String about = run("inspect", published).out() + run("inspect", "--json", published).out();
    Set<Secret> answer = EnumSet.copyOf(PUBLISHED);
    answer.remove(Secret.PATH);
    check("inspect " + name, about.getBytes(StandardCharsets.UTF_8), answer);
    Path onnx = folder.resolve(name + ".onnx");
    Shell exported = Shell.run("export", published, "--onnx", onnx);
    if (exported.status() == 0) {
      check(onnx, PUBLISHED);
    }
  }

  private static Object[] with(List<Object> words, Object... more) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray();
  }

  private void desensitize(Path out, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--drop", "insurance", "--quick", "--out", out));
    run(words("desensitize", words.toArray()));
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    for (Path file : files(out)) {
      check(file, mayBePublished(manifest, file) ? PUBLISHED : PRIVATE);
    }
    if (List.of(more).contains("--resume")) {
      Path kept = folder.resolve("kept");
      assertFalse(files(kept).isEmpty());
      requireMode(kept, "rwx------");
      for (Path file : files(kept)) {
        requireMode(file, "rw-------");
        check(file, PUBLISHED);
      }
    }
  }

  /** What the manifest says of each file; it does not list itself, and stays. */
  private static boolean mayBePublished(JsonNode manifest, Path file) {
    String name = file.getFileName().toString();
    for (JsonNode entry : manifest.path("files")) {
      if (entry.path("name").asText().equals(name)) {
        return entry.path("publish").asBoolean();
      }
    }
    return false;
  }

  private void audit(Path released) throws IOException {
    Path json = folder.resolve("a.json");
    Path html = folder.resolve("a.html");
    run(
        words(
            "audit",
            "--drop",
            "insurance",
            "--quick",
            "--released",
            released,
            "--json",
            json,
            "--html",
            html,
            "--log",
            "json"));
    check(json, PRIVATE);
    check(html, PRIVATE);
  }

  private void certify(Path released) throws IOException {
    Path json = folder.resolve("certificate.json");
    List<Object> words = new ArrayList<>(List.of("certify", "--input", rows, "--hide", "person"));
    words.addAll(List.of("--released", released, "--cells", "predicted_activity", "--json", json));
    run(words.toArray());
    check(json, PRIVATE);
  }

  private void statistic() throws IOException {
    Path one = folder.resolve("one.scatter");
    Path two = folder.resolve("two.scatter");
    Path model = folder.resolve("merged.safetensors");
    run(words("fit", "--method", "rdca", "--drop", "insurance", "--statistic", one));
    run("merge", one, one, "--statistic", two);
    run(
        "fit",
        "--method",
        "rdca",
        "--from-statistic",
        two,
        "--hide",
        "person",
        "--keep",
        "activity",
        "--model",
        model);
    for (Path file : List.of(one, two, model)) {
      check(file, PRIVATE);
      requireMode(file, "rw-------");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void requireMode(Path file, String mode) throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "skipped: no modes here");
    assertEquals(
        mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), "" + file);
  }
}
