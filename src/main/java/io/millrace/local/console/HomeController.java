package io.millrace.local.console;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the console as the home page, unless the application has its own. */
@RestController
@ConditionalOnProperty(name = "millrace.http.path", havingValue = "/")
final class HomeController {

    private final ConsoleController console;

    HomeController(ConsoleController console) {
        this.console = console;
    }

    /** Serves browsers, which accept HTML; other clients get the list of functions. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page() throws IOException {
        return console.page();
    }
}
