package ml.tacit.policy;

import java.util.List;
import ml.tacit.step.Steps;
import ml.tacit.table.BadDataException;

/**
 * One candidate: a plan of steps, or a linear method.
 *
 * <pre>{@code
 * Policy.parse("decide | collapse 0.1 | noise 0.3");
 * Policy.parse("method dca --components 5 --ridge-relative 0.01");
 * }</pre>
 *
 * <p>Immutable, thread-safe; equal if the texts are.
 */
public final class Policy {
  private final String text;
  private final Want want;
  private final Steps plan;
  private final LinearMethod method;

  private Policy(String text, Want want, Steps plan, LinearMethod method) {
    this.text = text;
    this.want = want;
    this.plan = plan;
    this.method = method;
  }

  /**
   * Reads a policy.
   *
   * @param text a plan as {@link Steps#parse} reads it, or {@code method NAME [--option value]…}
   *     with the methods rdca, dca, duca, mdr, ruca, pca and random, and the options {@code
   *     --components}, {@code --ridge}, {@code --ridge-relative}, {@code --alpha}, {@code --beta},
   *     {@code --price} and {@code --given}
   * @return the policy
   * @throws BadDataException if it is neither, in one line that quotes it
   */
  public static Policy parse(String text) {
    String line = text.strip();
    if (LinearMethod.isOne(line)) {
      String words = line.replaceAll("\\s+", " ");
      LinearMethod method = LinearMethod.parse(words);
      return new Policy(words, method.want(), null, method);
    }
    try {
      return of(Steps.parse(line));
    } catch (BadDataException e) {
      throw new BadDataException("policy '" + line + "': " + e.getMessage(), e);
    }
  }

  /**
   * A plan as a policy.
   *
   * @param plan the plan
   * @return the policy
   */
  public static Policy of(Steps plan) {
    List<String> parts = plan.texts();
    return new Policy(plan.toString(), wantOf(parts.get(parts.size() - 1)), plan, null);
  }

  /** What leaves behind the last part of a plan. */
  private static Want wantOf(String last) {
    return switch (last.split(" ", 2)[0]) {
      case "codebook" -> Want.COLUMNS;
      case "decide", "cells", "response", "game", "fairtree" -> Want.CELLS;
      default -> Want.COMPONENTS;
    };
  }

  /**
   * The text that {@link #parse} reads.
   *
   * @return one line
   */
  public String text() {
    return text;
  }

  /**
   * What kind of rows it gives.
   *
   * @return the kind
   */
  public Want want() {
    return want;
  }

  /**
   * Whether it is a plan of steps.
   *
   * @return false for a linear method
   */
  public boolean isPlan() {
    return plan != null;
  }

  /** The plan, or null. */
  Steps plan() {
    return plan;
  }

  /** The linear method, or null. */
  LinearMethod method() {
    return method;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Policy policy && policy.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
