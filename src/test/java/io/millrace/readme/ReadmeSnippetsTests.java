package io.millrace.readme;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.MillraceApplication;
import io.millrace.aws.AwsClientCustomizer;
import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Item;
import io.millrace.cli.MillraceCommands;
import io.millrace.event.EventReader;
import io.millrace.function.TableFunctions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The README's Java that isn't among the examples, as it stands there. */
@SpringBootTest(classes = MillraceApplication.class, webEnvironment = WebEnvironment.NONE)
@Import({ReadmeSnippetsTests.Shop.class, ReadmeSnippetsTests.Tenant.class, HandlerMetrics.class})
@ExtendWith(OutputCaptureExtension.class)
class ReadmeSnippetsTests {

    static final class Shop {

        private final Function<DynamodbEvent, Void> products;

        Shop(@Qualifier("products") Function<DynamodbEvent, Void> products) {
            this.products = products;
        }
    }

    static final class Tenant {

        @Bean
        AwsClientCustomizer tenant() {
            return (name, builder) -> builder.overrideConfiguration(
                    override -> override.putHeader("x-tenant", "books").putHeader("x-used-by", name));
        }
    }

    @Test
    void injectsATableFunction(@Autowired Shop shop, @Autowired HandlerMetrics metrics, CapturedOutput output)
            throws IOException {
        shop.products.apply(new EventReader().read(Files.readAllBytes(Path.of("events/products-remove.json"))));

        assertThat(output).contains("Product removed: {product_id=123").contains("productRemoved took PT0.");
        assertThat(metrics.attempts).containsOnlyKeys("productRemoved");
        assertThat(metrics.failures).isEmpty();
    }

    @Test
    void runsCommandsOfAnApplicationOfYourOwn(@TempDir Path directory) throws IOException {
        String page = Readme.read(Path.of("src/docs/library.md"));
        Path file = Files.writeString(
                directory.resolve("application.yml"), page.replaceAll("(?s).*?```yaml\\n(.*?)```.*", "$1"));

        assertThat(MillraceCommands.run(ShopApplication.class, "routes", "--spring.config.location=" + file))
                .isZero();
    }

    @Test
    void makesHandlersOfAnotherType(@TempDir Path directory, CapturedOutput output) throws IOException {
        Path file = Files.writeString(
                directory.resolve("application.yml"),
                "millrace: { handlers: { show: { type: print, prefix: See } }, tables: { products: { name: Products, keys: { partition: product_id }, routes: { all: { handler: show } } } } }");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(MillraceApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(start -> ((GenericApplicationContext) start).registerBean(PrintType.class))
                .run("--spring.config.location=" + file)) {
            context.getBean(TableFunctions.class)
                    .byId("products")
                    .orElseThrow()
                    .apply(new EventReader().read(Files.readAllBytes(Path.of("events/products-remove.json"))));
        }

        assertThat(output).contains("See {product_id=123");
    }

    @Test
    void readsAnItem() {
        Item item = Item.of(Map.of(
                "album", new AttributeValue().withM(Map.of("title", s("Kind of Blue"))),
                "tracks", new AttributeValue().withL(List.of(new AttributeValue().withM(Map.of("price", n("1.30"))))),
                "gift", new AttributeValue().withNULL(true),
                "tags", new AttributeValue().withSS("jazz")));

        String title = item.string("album.title");
        BigDecimal price = item.number("tracks[0].price");
        boolean gift = item.has("gift") && !item.isNull("gift");
        Set<String> tags = item.stringSet("tags");
        Optional<Object> note = item.find("note");
        String json = item.toJson();
        var attributes = SdkAttributeValues.of(item); // for calls to DynamoDB

        assertThat(List.of(title, price, gift, tags, note))
                .isEqualTo(List.of("Kind of Blue", new BigDecimal("1.30"), false, Set.of("jazz"), Optional.empty()));
        assertThat(json).contains("\"tracks\":[{\"price\":1.30}]");
        assertThat(attributes.get("gift").nul()).isTrue();
    }
}
