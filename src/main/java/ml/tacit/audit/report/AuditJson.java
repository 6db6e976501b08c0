package ml.tacit.audit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.audit.Advantage;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Control;
import ml.tacit.audit.Division;
import ml.tacit.audit.Evidence;
import ml.tacit.audit.Finding;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.PooledFinding;
import ml.tacit.audit.Restored;
import ml.tacit.audit.Scope;
import ml.tacit.audit.UtilityCost;
import ml.tacit.audit.UtilityGap;

/** An audit as JSON, for scripts; {@link #schema} describes it. Rates are shares, 0 to 1. */
public final class AuditJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AuditJson() {}

  /**
   * One object: {@code verdict}, {@code reason}, {@code bound}, {@code majority}, {@code prior},
   * {@code chance}, {@code adversaries} (privacy, on the rows the verdict is about), then
   * everything else. A figure that does not exist is null.
   *
   * @param result the audit
   * @param context what is said in addition to the figures
   * @return indented JSON text, ending in a line break
   */
  public static String toJson(AuditResult result, ReportContext context) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("verdict", result.verdict().words());
    root.put("reason", result.reason());
    root.put("bound", result.bound());
    root.put("majority", result.majority());
    root.put("prior", result.prior());
    root.put("chance", result.chance());
    root.put("keep", result.keep());
    root.put("hide", result.hide());
    root.put("released", result.released());
    root.put("trainRows", result.trainRows());
    root.put("testRows", result.testRows());
    root.put("blocks", result.blocks());
    root.put("unit", result.unit().name());
    root.put("unitColumn", result.unit().column().orElse(null));
    root.put("unitFound", text(result.unit().evidence()));
    root.put("split", result.division().map(AuditJson::split).orElse(null));
    root.put("gap", result.division().map(Division::gap).orElse(null));
    root.put("session", result.division().map(Division::session).orElse(null));
    root.put("quick", result.quick());
    root.put("seed", result.seed());
    names(root.putArray("keepClasses"), result.keepClasses());
    names(root.putArray("hideClasses"), result.hideClasses());
    names(root.putArray("releaseHides"), result.releaseHides());
    scope(root, result.scope());
    list(root.putArray("adversaries"), result, Finding.PRIVACY, result.judgedStage());
    list(root.putArray("before"), result, Finding.PRIVACY, Finding.BEFORE);
    list(root.putArray("after"), result, Finding.PRIVACY, Finding.AFTER);
    if (result.keep() != null) {
      ObjectNode utility = root.putObject("utility");
      number(utility, "majority", result.utilityMajority());
      number(utility, "chance", result.utilityChance());
      list(utility.putArray("before"), result, Finding.UTILITY, Finding.BEFORE);
      list(utility.putArray("after"), result, Finding.UTILITY, Finding.AFTER);
    }
    evidence(root.putObject("evidence"), result.evidence());
    advantages(root.putArray("advantages"), result.advantages());
    together(root.putArray("together"), result.together());
    people(root.putArray("people"), result.people());
    linkage(root.putArray("linkage"), result.linkage());
    restored(root.putArray("restored"), result.restored());
    root.set("certificate", CertifiedReport.json(result));
    controls(root.putArray("controls"), result.controls());
    costs(root.putArray("costs"), result.costs());
    gaps(root.putArray("gaps"), result.gaps());
    for (LeakWarning warning : result.warnings()) {
      ObjectNode node = root.withArray("warnings").addObject();
      node.put("kind", warning.getClass().getSimpleName());
      node.put("sentence", warning.sentence());
    }
    root.withArray("warnings");
    NumberReport.list(root.putArray("numbers"), context.numbers());
    root.set("newPeople", NewPeopleReport.json(context.newPeople()));
    if (context.search() != null) {
      ComparedJson.write(root.putObject("policy"), context.search());
    }
    return written(root, context);
  }

  /** What was found of private numbers, where no label is hidden. */
  static String numbersAlone(ReportContext context) {
    ObjectNode root = MAPPER.createObjectNode();
    NumberReport.list(root.putArray("numbers"), context.numbers());
    return written(root, context);
  }

  private static String written(ObjectNode root, ReportContext context) {
    texts(root.putObject("release"), context.release());
    ColumnRead.list(root.putArray("columns"), context.columns());
    root.put("droppedRows", context.droppedRows());
    texts(root.putObject("provenance"), context.provenance());
    root.put("again", context.again());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  /**
   * The JSON schema (2020-12) that {@link #toJson} keeps to.
   *
   * @return its text
   */
  public static String schema() {
    try (InputStream in = AuditJson.class.getResourceAsStream("audit.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("audit.schema.json cannot be read from the class path", e);
    }
  }

  private static void scope(ObjectNode root, Scope scope) {
    names(root.putArray("notAttacked"), scope.notAttacked());
    ArrayNode leftOut = root.putArray("leftOut");
    scope.leftOut().forEach(c -> leftOut.addObject().put("name", c.name()).put("rows", c.rows()));
    root.putObject("withheld")
        .put("rows", scope.withheld())
        .put("classes", scope.withheldClasses());
  }

  private static void evidence(ObjectNode node, Evidence e) {
    number(node, "p", e.p());
    number(node, "controlP", e.controlP());
    number(node, "level", e.level());
    node.put("permutations", e.permutations());
    number(node, "excess", e.excess());
    number(node, "excessBalanced", e.excessBalanced());
    number(node, "excessAuc", e.excessAuc());
    number(node, "margin", e.margin());
    number(node, "marginAuc", e.marginAuc());
    node.put("equivalent", e.equivalent());
    number(node, "power", e.power());
    number(node, "detectable", e.detectable());
    number(node, "detectableAuc", e.detectableAuc());
    number(node, "bits", e.bits());
    number(node, "entropy", e.entropy());
  }

  private static void list(ArrayNode into, AuditResult result, String role, String stage) {
    for (Finding finding : result.findings(role, stage)) {
      ObjectNode node = into.addObject();
      node.put("name", finding.adversary());
      node.put("accuracy", finding.accuracy());
      number(node, "low", finding.low());
      number(node, "high", finding.high());
      number(node, "advantage", finding.advantage());
      number(node, "p", finding.significance().p());
      number(node, "holm", finding.significance().holm());
      number(node, "joint", finding.significance().joint());
      number(node, "balancedAccuracy", finding.scores().balancedAccuracy());
      number(node, "balancedLow", finding.scores().balancedLow());
      number(node, "balancedHigh", finding.scores().balancedHigh());
      number(node, "macroAuc", finding.scores().macroAuc());
      number(node, "aucLow", finding.scores().aucLow());
      number(node, "aucHigh", finding.scores().aucHigh());
      number(node, "truePositives", finding.scores().truePositives());
      number(node, "topFive", finding.scores().topFive());
      number(node, "bits", finding.scores().bits());
      number(node, "bitsLow", finding.scores().bitsLow());
      number(node, "bitsHigh", finding.scores().bitsHigh());
      node.put("tuned", finding.tuned());
    }
  }

  private static void advantages(ArrayNode into, List<Advantage> advantages) {
    for (Advantage a : advantages) {
      ObjectNode node = into.addObject();
      node.put("stage", a.stage());
      node.put("name", a.adversary());
      node.put("statistic", a.statistic().words());
      node.put("class", a.hidden());
      node.put("rows", a.rows());
      number(node, "observed", a.observed());
      number(node, "chance", a.chance());
      number(node, "gain", a.gain());
      number(node, "low", a.low());
      number(node, "high", a.high());
      number(node, "joint", a.joint());
      number(node, "margin", a.margin());
    }
  }

  private static void gaps(ArrayNode into, List<UtilityGap> gaps) {
    for (UtilityGap g : gaps) {
      ObjectNode node = into.addObject();
      node.put("stage", g.stage());
      node.put("learner", g.learner());
      number(node, "parity", g.parity());
      number(node, "odds", g.odds());
    }
  }

  private static void together(ArrayNode into, List<PooledFinding> together) {
    for (PooledFinding t : together) {
      ObjectNode node = into.addObject();
      node.put("stage", t.stage());
      node.put("name", t.adversary());
      node.put("rows", t.rows());
      number(node, "meanRows", t.meanRows());
      number(node, "accuracy", t.accuracy());
      number(node, "low", t.low());
      number(node, "high", t.high());
      number(node, "joint", t.significance().joint());
    }
  }

  private static void people(ArrayNode into, List<ClassFinding> people) {
    for (ClassFinding p : people) {
      ObjectNode node = into.addObject();
      node.put("stage", p.stage());
      node.put("person", p.person());
      node.put("rows", p.rows());
      node.put("blocks", p.blocks());
      node.put("name", p.adversary());
      number(node, "recall", p.recall());
      number(node, "low", p.low());
      number(node, "high", p.high());
      number(node, "expected", p.expected());
      number(node, "joint", p.p());
      number(node, "detectable", p.detectable());
    }
  }

  static void linkage(ArrayNode into, List<Linkage> linkage) {
    for (Linkage l : linkage) {
      ObjectNode node = into.addObject();
      node.put("stage", l.stage());
      node.put("people", l.people());
      node.put("pairs", l.pairs());
      number(node, "auc", l.auc());
      number(node, "aucLow", l.aucLow());
      number(node, "aucHigh", l.aucHigh());
      number(node, "equalErrorRate", l.equalErrorRate());
      number(node, "equalErrorRateLow", l.equalErrorRateLow());
      number(node, "equalErrorRateHigh", l.equalErrorRateHigh());
      number(node, "rankOne", l.rankOne());
      number(node, "rankOneLow", l.rankOneLow());
      number(node, "rankOneHigh", l.rankOneHigh());
      number(node, "rankOneChance", l.rankOneChance());
    }
  }

  private static void restored(ArrayNode into, List<Restored> restored) {
    for (Restored r : restored) {
      ObjectNode node = into.addObject();
      node.put("name", r.attack());
      node.put("fullDigits", r.fullDigits());
      node.put("skipped", r.skipped().orElse(null));
      node.put("rows", r.rows());
      node.put("restored", r.restored());
      number(node, "low", r.low());
      number(node, "high", r.high());
      number(node, "cells", r.cells());
      number(node, "commonest", r.commonest());
      number(node, "commonestCells", r.commonestCells());
    }
  }

  private static void controls(ArrayNode into, List<Control> controls) {
    for (Control c : controls) {
      ObjectNode node = into.addObject();
      node.put("name", c.name());
      number(node, "accuracy", c.accuracy());
      number(node, "low", c.low());
      number(node, "high", c.high());
      number(node, "p", c.p());
      node.put("passed", c.passed());
      node.put("explanation", c.explanation());
    }
  }

  private static void costs(ArrayNode into, List<UtilityCost> costs) {
    for (UtilityCost c : costs) {
      ObjectNode node = into.addObject();
      node.put("reference", c.reference());
      node.put("dimension", c.dimension());
      node.put("learner", c.learner());
      number(node, "accuracy", c.accuracy());
      number(node, "cost", c.cost());
      number(node, "low", c.low());
      number(node, "high", c.high());
    }
  }

  private static String split(Division division) {
    return division.order().name().toLowerCase(Locale.ROOT);
  }

  private static String text(String text) {
    return text.isEmpty() ? null : text;
  }

  private static void names(ArrayNode into, List<String> names) {
    names.forEach(into::add);
  }

  private static void texts(ObjectNode into, Map<String, String> texts) {
    texts.forEach(into::put);
  }

  /** JSON has no NaN. */
  static void number(ObjectNode into, String name, double value) {
    if (Double.isFinite(value)) {
      into.put(name, value);
    } else {
      into.putNull(name);
    }
  }
}
