package ml.tacit.release;

import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Removed;

/**
 * What a model file says about itself, to and from JSON; unknown fields of later writers are
 * skipped.
 */
final class ModelHeader {
  private ModelHeader() {}

  static Map<String, Object> of(Release release) {
    ReleaseInfo info = release.info();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("library_version", info.libraryVersion());
    header.put("method", info.method());
    header.put("settings", info.settings());
    header.put("ridge", info.ridge());
    header.put("keep", info.keep());
    header.put("hide", info.hide());
    header.put("given", info.given());
    header.put("classes", info.classes());
    header.put("rows_seen", info.rowsSeen());
    header.put("eigenvalues", info.eigenvalues());
    header.put("removed", removed(info.removed()));
    header.put("inputs", release.inputs());
    header.put("outputs", release.outputs());
    return header;
  }

  static Release release(Map<?, ?> header, AffineMap map) {
    ReleaseInfo info =
        new ReleaseInfo(
            Fields.text("method", header.get("method")),
            Fields.textMap("settings", header.get("settings")),
            Fields.number("ridge", header.get("ridge")),
            Fields.texts("keep", header.get("keep")),
            Fields.texts("hide", header.get("hide")),
            Fields.textOrNull("given", header.get("given")),
            Fields.textLists("classes", header.get("classes")),
            Fields.wholeNumber("rows_seen", header.get("rows_seen")),
            Fields.numbers("eigenvalues", header.get("eigenvalues")),
            removed(Fields.object("removed", header.get("removed"))),
            Fields.text("library_version", header.get("library_version")));
    return new Release(
        map,
        Fields.texts("inputs", header.get("inputs")),
        Fields.texts("outputs", header.get("outputs")),
        info);
  }

  private static Map<String, Object> removed(Removed removed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rank", removed.rank());
    fields.put("raw_spread", removed.rawSpread());
    fields.put("residual_spread", removed.residualSpread());
    fields.put("mean_squared_change", removed.meanSquaredChange());
    fields.put("energy", removed.energy());
    return fields;
  }

  private static Removed removed(Map<?, ?> fields) {
    return new Removed(
        Math.toIntExact(Fields.wholeNumber("removed.rank", fields.get("rank"))),
        Fields.numberOrNan("removed.raw_spread", fields.get("raw_spread")),
        Fields.numberOrNan("removed.residual_spread", fields.get("residual_spread")),
        Fields.number("removed.mean_squared_change", fields.get("mean_squared_change")),
        Fields.number("removed.energy", fields.get("energy")));
  }
}
