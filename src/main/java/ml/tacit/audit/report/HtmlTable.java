package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a caption and headed rows. Each cell repeats its heading in an attribute, so that
 * the style sheet can stack the cells of a row where the screen is narrow.
 */
final class HtmlTable {
  private final StringBuilder html = new StringBuilder();
  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();

  /** With these headings; one that ends in # is of a column of numbers. */
  HtmlTable(String caption, String... columns) {
    html.append("<table><caption>").append(Xml.text(caption)).append("</caption><thead><tr>");
    for (String column : columns) {
      boolean number = column.endsWith("#");
      String heading = Xml.text(number ? column.substring(0, column.length() - 1) : column);
      html.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(heading)
          .append("</th>");
      headings.add(heading);
      numbers.add(number);
    }
    html.append("</tr></thead><tbody>\n");
  }

  /** A row; the first cell heads it. */
  HtmlTable row(String... cells) {
    return styledRow("", cells);
  }

  /** A row of a class of the style sheet. */
  HtmlTable styledRow(String style, String... cells) {
    html.append(style.isEmpty() ? "<tr>" : "<tr class=\"" + style + "\">");
    html.append("<th scope=\"row\">").append(Xml.text(cells[0])).append("</th>");
    for (int i = 1; i < cells.length; i++) {
      html.append(numbers.get(i) ? "<td class=\"n\"" : "<td")
          .append(" data-label=\"")
          .append(headings.get(i))
          .append("\">")
          .append(Xml.text(cells[i]))
          .append("</td>");
    }
    html.append("</tr>\n");
    return this;
  }

  /** The table. */
  String html() {
    return html + "</tbody></table>\n";
  }

  /** A dash where a figure does not exist. */
  static String number(String pattern, double... values) {
    Object[] boxed = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return "–";
      }
      boxed[i] = values[i];
    }
    return Xml.format(pattern, boxed);
  }
}
