package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report as a browser shows it: charts are drawn, and nothing is fetched. Needs a {@code
 * chromium} on the path; its traffic goes through a proxy of our own that writes down who is asked.
 */
class ReportInBrowserTest {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 4200;
  private static final Path KEPT = Path.of("target", "report-in-browser.png");

  /** Colours of the style sheet, light. */
  private static final int UNSHOWN = 0xE3B9A6;

  private static final int KEEP = 0x1F7A72;
  private static final int BEFORE = 0xA9B3C1;

  private static String browser;
  private static HttpServer proxy;
  private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    browser =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(path -> Path.of(path, "chromium"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(null);
    assumeTrue(browser != null, "skipped: no 'chromium' on the path to open the report in");
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          ASKED.add(String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    proxy.start();
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.stop(0);
    }
  }

  @Test
  void chartsAreDrawn() throws Exception {
    BufferedImage shown = shown(page(), KEPT);
    // A bar of 9 × 40 pixels at least, of each kind.
    assertTrue(count(shown, UNSHOWN) > 360, "no bars of released rows for the hidden label");
    assertTrue(count(shown, KEEP) > 360, "no bars of released rows for the label to keep");
    assertTrue(count(shown, BEFORE) > 360, "no bars of raw rows");
    BufferedImage without =
        shown(
            page().replaceAll("(?s)<span class=\"track\">.*?</span>", ""), folder.resolve("w.png"));
    assertTrue(
        count(without, BEFORE) < 360 && count(shown, BEFORE) > 3 * count(without, BEFORE),
        "the colours are found where no chart is: this test sees nothing");
  }

  @Test
  void nothingIsFetched() throws Exception {
    String image = "<img alt=\"\" src=\"http://elsewhere.test/a.png\"/></main>";
    shown(page(), folder.resolve("a.png"));
    assertFalse(ASKED.contains("elsewhere.test"));
    shown(page().replace("</main>", image), folder.resolve("b.png"));
    assertFalse(ASKED.contains("elsewhere.test"), "the page's policy does not hold");
    // The control: without the policy the same image is asked for, and the proxy sees it.
    String open = page().replaceAll("(?s)<meta http-equiv=.*?/>", "");
    shown(open.replace("</main>", image), folder.resolve("c.png"));
    assertTrue(ASKED.contains("elsewhere.test"), "the proxy saw " + ASKED);
  }

  @Test
  void darkIsDark() throws Exception {
    Path file = folder.resolve("dark.png");
    BufferedImage dark = shown(page().replace("(prefers-color-scheme: dark)", "all"), file);
    assertEquals(0x12161C, dark.getRGB(2, 2) & 0xFFFFFF);
    assertEquals(0xF6F7F9, shown(page(), folder.resolve("light.png")).getRGB(2, 2) & 0xFFFFFF);
  }

  /** Verdict, meaning, next steps and main figures are one sheet of paper. */
  @Test
  void theFirstPageIsPrintedOnOneSheet() throws Exception {
    String page = page();
    String first =
        page.substring(0, page.indexOf("<section class=\"charts\">")) + "</main></body></html>";
    first = first.replaceAll("(?s)(</table>\\s*</section>\\s*</div>).*", "$1</main></body></html>");
    assertEquals(1, sheets(first));
    assertTrue(sheets(page) > 1, "the details follow");
  }

  private int sheets(String page) throws Exception {
    Path file = folder.resolve("printed.html");
    Files.writeString(file, page);
    Path pdf = folder.resolve("printed.pdf");
    run(folder.resolve("print.log"), WIDTH, List.of("--print-to-pdf=" + pdf), file);
    String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
    return (int) Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count();
  }

  /** At each width, of a page with long names: nothing reaches beyond the screen or its chart. */
  @ParameterizedTest
  @ValueSource(ints = {420, 900, 1400})
  void nothingIsCutAndNothingScrollsSideways(int width) throws Exception {
    String long1 = "a_name_of_a_hidden_label_that_is_much_longer_than_the_screen_of_a_telephone_is";
    String page =
        page().replace("logistic", "logistic " + long1).replace("extra", "extra " + long1);
    assertEquals(width + ": nothing", measured(page, width));
    // The control: a line that cannot be broken is seen.
    String wide = "<p style=\"white-space:nowrap;max-width:none\">" + (long1 + " ").repeat(9);
    String cut = page.replace("<section class=\"meaning\">", wide + "</p><section>");
    assertNotEquals(width + ": nothing", measured(cut, width));
  }

  /** What a script in the page finds outside the screen, or outside the chart it belongs to. */
  private String measured(String page, int width) throws Exception {
    String script =
        """
        <script>
        document.querySelectorAll('details').forEach(d => d.open = true);
        const all = [];
        const hidden = e => e.closest('thead') && getComputedStyle(e.closest('thead')).clipPath != 'none';
        for (const e of document.querySelectorAll('body *')) {
          const r = e.getBoundingClientRect();
          if (!r.width || hidden(e) || e.tagName == 'SCRIPT') continue;
          if (r.right > innerWidth + 1 || r.left < -1) all.push(e.tagName + ' ' + r.right);
          const svg = e.closest('svg');
          if (svg) {
            const s = svg.getBoundingClientRect();
            if (r.right > s.right + 1 || r.left < s.left - 1 || r.bottom > s.bottom + 1)
              all.push('in svg ' + e.textContent);
          }
        }
        if (document.documentElement.scrollWidth > innerWidth) all.push('scrolls sideways');
        const found = innerWidth + ': ' + (all.slice(0, 3).join('; ') || 'nothing');
        parent.postMessage('MEASURED ' + found, '*');
        </script></main>""";
    String open = page.replaceAll("(?s)<meta http-equiv=.*?/>", "");
    Path file = folder.resolve("measured.html");
    Files.writeString(file, open.replace("</main>", script));
    // In a frame: the browser's own window is never narrower than 500 pixels.
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        "<title></title><script>onmessage = m => document.title = m.data</script><iframe style="
            + "'border:0;width:"
            + width
            + "px;height:2000px' src='measured.html'></iframe>");
    Path dom = folder.resolve("dom.html");
    run(dom, width + 100, List.of("--virtual-time-budget=5000", "--dump-dom"), frame);
    Matcher title = Pattern.compile("<title>MEASURED (.*?)</title>").matcher(Files.readString(dom));
    assertTrue(title.find(), () -> "no measurement: " + log());
    return title.group(1);
  }

  private static String page() {
    Compared search =
        SomeFrontier.compared(
            SomeFrontier.point("a", 3, 0.9, 0.6),
            SomeFrontier.point("b", 2, 0.8, 0.3),
            SomeFrontier.point("c", 2, 0.7, 0.5));
    return AuditHtml.page(
        ReportTest.BOTH,
        new ReportContext("In a browser", Map.of("method", "none"), Map.of(), "", search));
  }

  private BufferedImage shown(String page, Path picture) throws Exception {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page);
    Files.createDirectories(picture.toAbsolutePath().getParent());
    run(
        folder.resolve("browser.log"),
        WIDTH,
        List.of("--screenshot=" + picture.toAbsolutePath()),
        file);
    assertTrue(Files.exists(picture), () -> "no picture: " + log());
    return ImageIO.read(picture.toFile());
  }

  private void run(Path output, int width, List<String> what, Path page) throws Exception {
    List<String> command = new ArrayList<>(List.of(browser, "--headless", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--hide-scrollbars", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.add("--proxy-server=127.0.0.1:" + proxy.getAddress().getPort());
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--window-size=" + width + "," + HEIGHT);
    command.addAll(what);
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("errors.log").toFile())
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("errors.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int count(BufferedImage image, int colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == colour) {
          count++;
        }
      }
    }
    return count;
  }
}
