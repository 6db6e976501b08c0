package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.table.BadDataException;
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

  /** The key of this run, if its model draws. */
  private ReleaseKey fresh;

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

  /** Throws where a run could not write its key, or would write it over that of another release. */
  void requireNewFile() {
    if (!forRelease) {
      return;
    }
    require(key != null, "--for-release needs --key F: the key that a model draws with goes there");
    if (Files.exists(key)) {
      throw BadDataException.of(
          "%s: is there, and may be the key of another release; --key must name a new file", key);
    }
  }

  /** The release under the key that it will be saved without. */
  Release keyed(Release release, Long seed) {
    if (!forRelease || !release.draws()) {
      return release;
    }
    require(
        key != null, "--for-release needs --key F: this model draws, and its key is kept apart");
    fresh = seed == null ? ReleaseKey.random() : ReleaseKey.ofSeed(seed);
    return release.withKey(fresh);
  }

  /** A {@linkplain #keyed keyed} release as it is written; its key goes to its own file first. */
  Release written(Release release) throws IOException {
    if (fresh != null) {
      fresh.save(key);
    }
    return forRelease ? release.withoutKey() : release;
  }

  /** What must be said to have the same again. */
  List<String> words() {
    return forRelease ? List.of("--for-release", "--key", key.getFileName().toString()) : List.of();
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
