package ml.tacit.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.Standardized;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowSource;

/**
 * A method and its settings by the names of the command line, null where one is not given; what is
 * not given is as there.
 */
record FitSettings(
    String method,
    Double ridge,
    Double ridgeRelative,
    Integer components,
    String form,
    Boolean standardize,
    Double alpha,
    Double beta,
    Double price,
    String kernel,
    Integer landmarks,
    Integer randomFeatures,
    String digits) {
  private static final String PCA = "pca";
  private static final String KDCA = "kdca";

  /** Throws where settings do not go together; before any row is read. */
  FitSettings {
    require(ridge == null || ridgeRelative == null, "ridge and ridgeRelative exclude each other");
    require(
        !PCA.equals(method) || (ridge == null && ridgeRelative == null && kernel == null),
        "method 'pca' has no ridge and no kernel");
    require(
        kernel != null || KDCA.equals(method) || (landmarks == null && randomFeatures == null),
        "landmarks and randomFeatures need a kernel");
    require(
        landmarks == null || randomFeatures == null,
        "landmarks and randomFeatures exclude each other");
    require(form == null || "rdca".equals(method), "form is for method 'rdca' only");
    require(
        components == null || !"columns".equals(form),
        "form 'columns' and components exclude each other");
    require(
        (alpha == null && beta == null) || "duca".equals(method),
        "alpha and beta are for method 'duca' only");
    require(price == null || "ruca".equals(method), "price is for method 'ruca' only");
  }

  boolean isKernel() {
    return kernel != null || KDCA.equals(method);
  }

  /** Whether the outputs are the inputs, by name. */
  boolean keepsColumns() {
    return "rdca".equals(method) && !isKernel() && components == null && !"components".equals(form);
  }

  /** A linear method's release. */
  Release fit(Scatter statistic, Roles roles) {
    Trainer trainer = trainer(ridge(Ridge.DEFAULT));
    if (Boolean.TRUE.equals(standardize) && !PCA.equals(method)) {
      trainer = new Standardized(trainer);
    }
    return Release.of(trainer.fit(statistic.snapshot(), roles), precision())
        .withSettings(asTexts());
  }

  /** A kernel method's release; reads the rows twice. */
  Release fit(RowSource rows, Roles roles) throws IOException {
    Kernelized trainer =
        Kernelized.of(kernel == null ? "rbf" : kernel, trainer(ridge(Kernelized.RIDGE)))
            .withMethod(method)
            .withStandardization(standardize == null || standardize);
    if (randomFeatures != null) {
      trainer = trainer.withRandomFeatures(randomFeatures);
    } else if (landmarks != null) {
      trainer = trainer.withLandmarks(landmarks);
    }
    return Release.of(trainer.fit(rows, roles, bytes -> {}), precision()).withSettings(asTexts());
  }

  private Trainer trainer(Ridge amount) {
    int k = components == null ? 0 : components;
    return switch (method) {
      case "rdca" -> new Rdca(amount, k > 0 || "components".equals(form), k);
      case "dca", KDCA -> new Dca(amount, k, 0);
      case "duca" -> new Duca(amount, orOne(alpha), orOne(beta), k);
      case "mdr" -> new Mdr(amount, k);
      case "ruca" -> new Ruca(amount, orOne(price), k);
      case PCA -> new Pca(k, standardize == null || standardize);
      default -> throw new IllegalStateException(method); // the parameter is validated
    };
  }

  private Ridge ridge(Ridge otherwise) {
    if (ridge != null) {
      return Ridge.absolute(ridge);
    }
    return ridgeRelative == null ? otherwise : Ridge.relative(ridgeRelative);
  }

  private Digits precision() {
    return digits == null ? Digits.DEFAULT : Digits.parse(digits);
  }

  /** What the model file remembers, in the words of the command line. */
  private Map<String, String> asTexts() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("ridge", ridge);
    given.put("ridge-relative", ridgeRelative);
    given.put("components", components);
    given.put("form", form);
    given.put("standardize", standardize);
    given.put("alpha", alpha);
    given.put("beta", beta);
    given.put("price", price);
    given.put("kernel", kernel);
    given.put("landmarks", landmarks);
    given.put("random-features", randomFeatures);
    given.put("digits", digits);
    Map<String, String> texts = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            texts.put(name, value.toString());
          }
        });
    return texts;
  }

  private static double orOne(Double value) {
    return value == null ? 1 : value;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new BadDataException(message);
    }
  }
}
