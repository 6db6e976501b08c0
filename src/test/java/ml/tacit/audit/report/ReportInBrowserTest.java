package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import ml.tacit.audit.Frontier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report as a browser shows it: charts are drawn, and nothing is fetched. Needs a {@code
 * chromium} on the path; its traffic goes through a proxy of our own that writes down who is asked.
 */
class ReportInBrowserTest {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 3000;
  private static final Path KEPT = Path.of("target", "report-in-browser.png");

  /** Colours of the style sheet, light. */
  private static final int HIDE = 0xC2542D;

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
    assertTrue(count(shown, HIDE) > 360, "no bars of released rows for the hidden label");
    assertTrue(count(shown, KEEP) > 360, "no bars of released rows for the label to keep");
    assertTrue(count(shown, BEFORE) > 360, "no bars of raw rows");
    BufferedImage without =
        shown(page().replaceAll("(?s)<svg.*?</svg>", ""), folder.resolve("w.png"));
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

  private static String page() {
    Frontier frontier =
        new Frontier(
            List.of(
                new Frontier.Point("a", 3, 0.9, 0.6, "x"),
                new Frontier.Point("b", 2, 0.8, 0.3, "x"),
                new Frontier.Point("c", 2, 0.7, 0.5, "x")),
            0.5,
            0.25);
    return AuditHtml.page(
        ReportTest.BOTH,
        new ReportContext("In a browser", Map.of("method", "none"), Map.of(), "", frontier));
  }

  private BufferedImage shown(String page, Path picture) throws Exception {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page);
    Files.createDirectories(picture.toAbsolutePath().getParent());
    List<String> command = new ArrayList<>(List.of(browser, "--headless", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--hide-scrollbars", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.add("--proxy-server=127.0.0.1:" + proxy.getAddress().getPort());
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--window-size=" + WIDTH + "," + HEIGHT);
    command.add("--screenshot=" + picture.toAbsolutePath());
    command.add(file.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
    assertTrue(Files.exists(picture), () -> "no picture: " + log());
    return ImageIO.read(picture.toFile());
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("browser.log"));
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
