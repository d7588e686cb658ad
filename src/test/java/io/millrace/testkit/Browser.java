package io.millrace.testkit;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** A headless Chromium of this machine, and one page in it. */
public final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .toList();

    private static final double LIMIT = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Page page;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param options how the page looks
     */
    public Browser(com.microsoft.playwright.Browser.NewPageOptions options) {
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
        page = chromium.newPage(options);
        page.setDefaultTimeout(LIMIT);
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.onDialog(dialog -> problems.add("a dialog: " + dialog.message()));
    }

    public Page page() {
        return page;
    }

    /** What went wrong in the page: errors of its scripts, requests that failed, and dialogs. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Optional<Path> executable() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    /** Leaves tests out where there is no Chromium, and says so. */
    public static final class Required implements ExecutionCondition {

        private static final String MISSING =
                "The browser tests are left out: there is no Chromium at %s. 'apt-get install chromium' brings it on Debian."
                        .formatted(PLACES);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (executable().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a Chromium");
            }
            LoggerFactory.getLogger(Browser.class).warn(MISSING);
            return ConditionEvaluationResult.disabled(MISSING);
        }
    }
}
