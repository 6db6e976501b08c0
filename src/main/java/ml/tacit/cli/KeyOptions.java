package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A model for others to have, and the key that stays here; shared by the commands that fit. */
final class KeyOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--for-release",
      description =
          "Write a model that others may have: without the key that it draws with and without the names of hidden classes."
              + " It transforms rows with transform --key F only.")
  private boolean forRelease;

  @Option(
      names = "--key",
      paramLabel = "F",
      description = "--for-release only: the file to write the key to; keep it with the raw rows.")
  private Path key;

  /** Whether others may have the model. */
  boolean isForRelease() {
    return forRelease;
  }

  Path file() {
    return key;
  }

  /** Throws ParameterException where options do not go together. */
  void check(boolean hasModel) {
    require(!forRelease || hasModel, "--for-release needs --model");
    require(key == null || forRelease, "--key is for --for-release only");
  }

  /** The release as it is written; its key goes to its own file first. */
  Release apply(Release release, Long seed) throws IOException {
    if (!forRelease) {
      return release;
    }
    if (!release.draws()) {
      return release.withoutKey();
    }
    require(
        key != null, "--for-release needs --key F: this model draws, and its key is kept apart");
    ReleaseKey fresh = seed == null ? ReleaseKey.random() : ReleaseKey.ofSeed(seed);
    fresh.save(key);
    return release.withKey(fresh).withoutKey();
  }

  /** What was done with the key. */
  List<String> said(Release release) {
    if (key == null) {
      return List.of();
    }
    return List.of(
        release.draws()
            ? "wrote " + key + ", the key: with it, draws can be told; it stays with the raw rows"
            : "no key was written to " + key + ": this model draws nothing");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
