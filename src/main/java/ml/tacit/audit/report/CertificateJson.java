package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.leak.Certificate;

/** A certificate as a JSON object, for scripts. Rates are shares, 0 to 1. */
public final class CertificateJson {
  private CertificateJson() {}

  /**
   * The fields of the object: {@code certified}, {@code plugIn}, {@code prior}, {@code floor},
   * {@code blockLength}, {@code together}, {@code sensitivity}, {@code confidence}, {@code
   * candidates}, {@code confidenceOfEach}, {@code rows}, {@code blocks}, {@code lookedAt}, {@code
   * method}, {@code assumptions}. A figure that does not exist is null; a block of a whole run is
   * {@code "run"} in {@code sensitivity}.
   *
   * @param certificate what was certified
   * @return maps, lists, numbers and texts, in this order; a fresh map
   */
  public static Map<String, Object> fields(Certificate certificate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("certified", certificate.certified());
    fields.put("plugIn", certificate.plugIn());
    fields.put("prior", certificate.prior());
    fields.put("floor", certificate.floor());
    fields.put("blockLength", certificate.blockLength());
    List<Map<String, Object>> together = new ArrayList<>();
    for (Certificate.Together one : certificate.together()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("rows", one.rows());
      object.put("certified", one.certified());
      object.put("plugIn", orNull(one.plugIn()));
      object.put("prior", orNull(one.prior()));
      object.put("byDistance", one.byDistance());
      together.add(object);
    }
    fields.put("together", together);
    List<Map<String, Object>> sensitivity = new ArrayList<>();
    for (Certificate.Sensitivity one : certificate.sensitivity()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("block", one.isWholeRun() ? "run" : (Object) one.block());
      object.put("certified", one.certified());
      sensitivity.add(object);
    }
    fields.put("sensitivity", sensitivity);
    fields.put("confidence", certificate.confidence());
    fields.put("candidates", certificate.candidates());
    fields.put("confidenceOfEach", certificate.confidenceOfEach());
    fields.put("rows", certificate.rows());
    fields.put("blocks", certificate.blocks());
    fields.put("lookedAt", certificate.lookedAt());
    fields.put("method", certificate.method());
    fields.put("assumptions", certificate.assumptions());
    return fields;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
