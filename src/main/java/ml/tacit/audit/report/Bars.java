package ml.tacit.audit.report;

import java.util.Locale;

/**
 * Horizontal bars as HTML, so that a name wraps instead of being cut and text keeps its size on a
 * narrow screen: per row a name, a track from 0 to 1 with bars, limits and marks, and the figure in
 * words. Colours come from the page's style; whatever a colour says, a text says too.
 */
final class Bars {
  private final StringBuilder html = new StringBuilder();

  /** Bars with a description for those who hear the page. */
  Bars(String description) {
    add("<div class=\"bars\" role=\"group\" aria-label=\"%s\">", Xml.text(description));
  }

  /** A line above the rows that follow. */
  Bars heading(String text) {
    add("<p class=\"group\">%s</p>", Xml.text(text));
    return this;
  }

  /** Begins a row. */
  Bars row(String name) {
    add("<div class=\"row\"><span class=\"who\">%s</span><span class=\"track\">", Xml.text(name));
    return this;
  }

  /** A bar of this colour; nothing if there is no figure. */
  Bars bar(double share, String colour) {
    if (!Double.isNaN(share)) {
      add("<i class=\"bar %s\" style=\"width:%.2f%%\"></i>", colour, 100 * within(share));
    }
    return this;
  }

  /** Limits of the lowest bar; nothing if there are none. */
  Bars limits(double low, double high) {
    if (!Double.isNaN(low) && !Double.isNaN(high)) {
      add(
          "<i class=\"limits\" style=\"left:%.2f%%;width:%.2f%%\"></i>",
          100 * within(low), Math.max(0.3, 100 * (within(high) - within(low))));
    }
    return this;
  }

  /** A line across the row; nothing if there is no figure. */
  Bars mark(double share, String kind) {
    if (!Double.isNaN(share)) {
      add("<i class=\"mark %s\" style=\"left:%.2f%%\"></i>", kind, 100 * within(share));
    }
    return this;
  }

  /** Ends a row with its figure and a note below it, which may be "". */
  Bars value(String figure, String note) {
    add(
        "</span><span class=\"value\">%s%s</span></div>",
        Xml.text(figure), note.isEmpty() ? "" : "<small>" + Xml.text(note) + "</small>");
    return this;
  }

  /** The bars. */
  String html() {
    return html + "</div>\n";
  }

  private static double within(double share) {
    return Math.max(0, Math.min(1, share));
  }

  private void add(String pattern, Object... values) {
    html.append(String.format(Locale.ROOT, pattern, values));
  }
}
