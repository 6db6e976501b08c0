package ml.tacit.samples;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ml.tacit.release.Release;
import ml.tacit.release.Releaser;

/** A releaser for each device, made at its first row. */
final class Devices {
  private final Release release;
  private final Map<String, Releaser> releasers = new ConcurrentHashMap<>();

  Devices(Release release) {
    this.release = release;
  }

  /** Releases the next row of a device; rows of one device come one after the other. */
  double[] next(String device, double[] row) {
    Releaser own = releasers.computeIfAbsent(device, name -> release.forDevice());
    synchronized (own) {
      return own.transform(row);
    }
  }
}
