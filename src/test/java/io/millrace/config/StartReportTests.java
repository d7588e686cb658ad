package io.millrace.config;

import static io.millrace.config.SmallApplication.ONE_TABLE;
import static io.millrace.config.SmallApplication.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.millrace.change.Item;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

    @TempDir
    private Path directory;

    static class Twins {

        @HandlesChange("twin")
        void one(@NewImage Item item) {}

        @HandlesChange("twin")
        void other(@NewImage Item item) {}
    }

    @Test
    void reportsTwoMistakesAtOnce(CapturedOutput output) {
        Path file = configuration("""
                millrace:
                  tables:
                    products:
                      keys: { partition: id }
                      routes:
                        added:
                          partition-kye: "123"
                          handler: restok
                """);

        assertThatException().isThrownBy(() -> start(file));
        assertThat(report(output)).isEqualTo("""
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                The configuration of Millrace has 2 mistakes:

                  - %1$s:7: millrace.tables.products.routes.added.partition-kye: unknown key 'partition-kye'. \
                Did you mean 'partition-key'? Known keys here: \
                [events, partition-key, sort-key, filter, changed, when, removed-by, handler, handlers, enabled, on-failure, retry, idempotency].
                  - %1$s:8: millrace.tables.products.routes.added.handler: no handler named 'restok'. \
                Did you mean 'restock'? Known handlers: [restock].


                Action:

                Correct the lines named above and start again.
                """.formatted(file));
    }

    @Test
    void reportsATableWithTheNameOfABean(CapturedOutput output) {
        Path file = configuration("millrace.tables.length.routes.a.handler: restock");

        assertThatException().isThrownBy(() -> start(file));
        assertThat(report(output)).isEqualTo("""
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                millrace.tables.length: the table's function would be the bean 'length', but there is a bean of that \
                name already: %s.length().

                Action:

                Give the table another id, or the bean another name.
                """.formatted(SmallApplication.class.getName()));
    }

    static class Seeker {

        @Bean
        String found(BeanFactory beans) {
            return beans.getBean("products", StringBuilder.class).toString();
        }
    }

    @Test
    void reportsATableWithANameUnderWhichAnotherBeanIsLookedFor(CapturedOutput output) {
        Path file = configuration(ONE_TABLE);

        assertThatException().isThrownBy(() -> start(file, Seeker.class));
        assertThat(report(output)).isEqualTo("""
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                millrace.tables.products: another component looks up a bean of type \
                java.lang.StringBuilder under this name.

                Action:

                Give the table another id.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "messageSource"})
    void reportsNamesOfBeansOfSpringsOwn(String name, CapturedOutput output) {
        Path file = configuration("""
                millrace:
                  handlers: { %1$s: { type: log } }
                  tables: { %1$s: { routes: { a: { handler: restock } } } }
                """.formatted(name));

        assertThatException().isThrownBy(() -> start(file));
        assertThat(report(output))
                .contains("""
                The configuration of Millrace has 2 mistakes:

                  - %1$s:2: millrace.handlers%2$s: '%3$s' is the name of a bean of Spring. Choose another name.
                  - %1$s:3: millrace.tables%2$s: '%3$s' is the name of a bean of Spring. Choose another name.
                """.formatted(file, name.equals("environment") ? "." + name : "[%s]".formatted(name), name));
    }

    @Test
    void reportsTwoHandlersOfOneName(CapturedOutput output) {
        Path file = configuration("millrace.tables.products.routes.a.handler: twin");

        assertThatException().isThrownBy(() -> start(file, Twins.class));
        assertThat(report(output))
                .contains("The configuration of Millrace has a mistake:\n\n  - two methods are annotated "
                        + "@HandlesChange(\"twin\"): method Twins.one and method Twins.other.\n");
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "prodcts; 'prodcts' is no function.",
                "``; '' is no function.",
                "restock; 'restock' is no function.",
                "length,; '' is no function.",
                "products|length; 'products' returns nothing that another function could take.",
                "length|millrace; 'millrace' returns nothing that another function could take.",
            })
    void reportsAWrongFunctionDefinition(String definition, String why, CapturedOutput output) {
        Path file = configuration(ONE_TABLE + "spring.cloud.function.definition: '%s'".formatted(definition));

        assertThatException().isThrownBy(() -> start(file));
        assertThat(report(output)).isEqualTo("""
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                spring.cloud.function.definition is '%s', but %s Known functions: [length, millrace, products].

                Action:

                Set spring.cloud.function.definition (SPRING_CLOUD_FUNCTION_DEFINITION on Lambda) to one of these, or \
                leave it out.
                """.formatted(definition, why));
    }

    private Path configuration(String text) {
        return SmallApplication.configuration(directory, text);
    }

    /** What Spring Boot writes about a failed start, behind the head of its log line. */
    private static String report(CapturedOutput output) {
        String text = output.getAll().replace("\r\n", "\n");
        return text.substring(text.indexOf("***************************")).stripTrailing() + "\n";
    }
}
