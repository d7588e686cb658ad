package io.millrace.local.console;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The console as the home page, where no application has one of its own. */
@RestController
@ConditionalOnProperty(name = "millrace.http.path", havingValue = "/")
final class HomeController {

    private final ConsoleController console;

    HomeController(ConsoleController console) {
        this.console = console;
    }

    /** Browsers ask for HTML; others get what there is to call. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page() throws IOException {
        return console.page();
    }
}
