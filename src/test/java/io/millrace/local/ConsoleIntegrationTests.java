package io.millrace.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.millrace.MillraceApplication;
import io.millrace.testkit.Browser;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** A whole story, played in the console of a browser. */
@ExtendWith(Browser.Required.class)
@SpringBootTest(
        classes = MillraceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.profiles.active=local",
            "millrace.local.port=0",
            "millrace.handlers.order-mail.directory=target/mails"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ConsoleIntegrationTests {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @Value("${local.server.port}")
    private int port;

    private Browser browser = new Browser(new NewPageOptions().setViewportSize(1280, 860));
    private Page page = browser.page();

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsAnItemThatWasPutAndWhatItsRoutesMakeOfIt() {
        open("tables");
        put("Products", """
                {"product_id": {"S": "123"}, "category": {"S": "Garden"}, "price": {"N": "12.5"}}""");
        open("overview");

        Locator row = page.locator("#feed > *").first();
        assertThat(row).containsText("INSERT");
        assertThat(row).containsText("productAdded");
        row.click();
        Locator dialog = page.locator("#change-dialog");
        assertThat(dialog).containsText("partition-key");
        assertThat(dialog).containsText("12.5");
        page.keyboard().press("Escape");
        assertThat(dialog).not().isVisible();
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void showsTheRecordThatBlocksAShard() {
        open("tables");
        put("Orders", """
                {"id": {"S": "o-1"}, "timestamp": {"S": "2026-11-21T10:00:00Z"}}""");

        assertThat(page.locator("#blocked-banner")).containsText("Orders");
        open("streams");
        assertThat(page.locator("#streams")).containsText("Blocked");
        open("overview");
        assertThat(page.locator("#feed > *").first()).containsText("order-mail");
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target/console-blocked.png")));
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void sendsAnEventFileAndShowsWhatLambdaWouldBeTold() {
        open("send");
        page.locator("#event-file").selectOption("orders-insert-without-email.json");
        page.locator("#function-select").selectOption("millrace");
        page.locator("#send-event").click();

        assertThat(page.locator("#send-answer")).containsText("3333000000000000000077005");
        page.locator("#explain-event").click();
        assertThat(page.locator("#send-answer")).containsText("confirm");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void showsEventDataAsText() {
        open("tables");
        put("Products", """
                {"product_id": {"S": "123"}, "category": {"S": "%1$s"}, "%1$s": {"S": "%1$s"}}""".formatted(HOSTILE));
        open("overview");
        Locator row = page.locator("#feed > *").first();
        assertThat(row).containsText(HOSTILE);
        row.click();
        assertThat(page.locator("#change-dialog")).containsText(HOSTILE);

        assertThat(page.locator("img[src=x]").count()).isZero();
        assertThat(browser.problems()).isEmpty();
    }

    /** A bare number, as one writes by hand, and a key of no type that keys have. */
    @Test
    void showsARecordThatCannotBeReadAndGoesOn() {
        open("send");
        page.locator("#event-editor").fill("""
                {"Records": [{"eventName": "INSERT", "eventSourceARN": "arn:aws:dynamodb:eu-west-1:1:table/Products/stream/1",
                  "dynamodb": {"SequenceNumber": "1", "Keys": {"product_id": {"S": "123"}, "category": {"S": "x"}},
                    "NewImage": {"price": {"N": 12}, "tags": {"L": 5}}}},
                  {"eventName": "MODIFY", "eventSourceARN": "arn:aws:dynamodb:eu-west-1:1:table/Products/stream/1",
                  "dynamodb": {"SequenceNumber": "2", "Keys": {"product_id": {"M": null}, "category": {"NULL": true}}}}]}""");
        page.locator("#send-event").click();
        assertThat(page.locator("#send-answer")).containsText("\"1\"");
        open("overview");
        page.locator("#feed > *").first().click();
        assertThat(page.locator("#change-dialog")).containsText("How each route matches it");
        page.keyboard().press("Escape");
        open("tables");
        put("books", "{\"author\": {\"S\": \"A\"}, \"bookTitle\": {\"S\": \"B\"}}");
        open("overview");

        assertThat(page.locator("#feed > *")).hasCount(3);
    }

    @Test
    void offersAnItemThatARouteWants() {
        open("tables");
        assertThat(page.locator("#item-editor")).hasValue(Pattern.compile("\"123\""));
        page.locator("#put-item").click();
        open("overview");

        assertThat(page.locator("#feed > *").first()).containsText("productAdded");
    }

    @Test
    void editsAndDeletesItemsWithoutChangingANumber() {
        open("tables");
        String item = """
                {"author": {"S": "A"}, "bookTitle": {"S": "B"}, "n": {"N": "12345678901234567890.123456789012345678"}}""";
        put("books", item);
        page.locator("#items").getByText("Edit").first().click();

        org.assertj.core.api.Assertions.assertThat(page.locator("#item-editor").inputValue())
                .contains("\"12345678901234567890.123456789012345678\"");
    }

    /** The picture in the README is this one: {@code cp target/console.png .github/}. */
    @Test
    void showsAllThatHappensAtAGlance() {
        open("tables");
        for (int price = 1; price <= 4; price++) {
            put("Products", """
                    {"product_id": {"S": "123"}, "category": {"S": "Garden"}, "price": {"N": "%d"}}""".formatted(price));
        }
        put("PetTracker", """
                {"PK": {"S": "USER#7"}, "SK": {"S": "PET#1"}, "name": {"S": "Rex"}, "weight": {"N": "21"}}""");
        put("books", """
                {"author": {"S": "Ursula K. Le Guin"}, "bookTitle": {"S": "The Dispossessed"}}""");
        put("Orders", """
                {"id": {"S": "o-1"}, "timestamp": {"S": "2026-11-21T10:00:00Z"}}""");
        assertThat(page.locator("#blocked-banner")).containsText("Orders");
        open("overview");

        assertThat(page.locator("#feed > *")).hasCount(7);
        assertThat(page.locator("#route-map")).containsText("productUpdated");
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target/console.png")));
    }

    @Test
    void fitsANarrowWindowInTheDark() {
        browser.close();
        browser = new Browser(new NewPageOptions().setViewportSize(360, 740).setColorScheme(ColorScheme.DARK));
        page = browser.page();
        open("overview");
        assertThat(page.locator("#route-map")).containsText("productAdded");

        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).isEqualTo(0);
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target/console-narrow.png")));
    }

    private void open(String section) {
        String url = "http://127.0.0.1:%d/#%s".formatted(port, section);
        if (page.url().startsWith("http")) {
            page.locator("#nav-" + section).click();
        } else {
            page.navigate(url);
        }
        assertThat(page.locator("#section-" + section)).isVisible();
        assertThat(page.locator("#connection")).containsText("Live");
    }

    private void put(String table, String item) {
        page.locator("#table-select").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(table));
        page.locator("#item-editor").fill(item.strip());
        page.locator("#put-item").click();
        assertThat(page.locator("#item-message")).isVisible();
    }
}
