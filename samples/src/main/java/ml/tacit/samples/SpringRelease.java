package ml.tacit.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A service: {@code POST /devices/{device}/rows} with a JSON array of numbers. */
@SpringBootApplication
public class SpringRelease {
  @Bean
  Release release(@Value("${tacit.model}") Path model) throws IOException {
    return Release.load(model);
  }

  /** One for all threads: a device's rows wait for each other, those of two devices do not. */
  @RestController
  static final class Controller {
    private final Devices devices;

    Controller(Release release) {
      devices = new Devices(release);
    }

    @PostMapping("/devices/{device}/rows")
    double[] released(@PathVariable("device") String device, @RequestBody double[] row) {
      return devices.next(device, row);
    }

    /** The message is one line, and names the column. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> bad(BadDataException e) {
      return Map.of("error", e.getMessage());
    }
  }

  /** {@code --tacit.model=model.safetensors} */
  public static void main(String[] arguments) {
    SpringApplication.run(SpringRelease.class, arguments);
  }
}
