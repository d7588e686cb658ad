package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbBeansTests {

    /** A client that calls nobody. */
    private static final class Idle implements DynamoDbClient {

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final Map<String, DynamoDbClient> made = new HashMap<>();
    private final MockEnvironment environment = new MockEnvironment();
    private final DynamoDbBeans rule = new DynamoDbBeans(beans, environment);

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(rule.exists()).isFalse();
        assertThat(rule.find()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "the only one,                     orders,                                    orders",
        "the primary one,                  orders audit:primary,                      audit",
        "no fallback,                      orders:fallback audit,                     audit",
        "the only fallback,                orders:fallback,                           orders",
        "no one that asks for a qualifier, orders:qualified audit,                    audit",
        "no one that is nobody's,          orders:hidden audit,                       audit",
        "the local one,                    millraceLocalDynamoDbClient orders audit:primary,  millraceLocalDynamoDbClient",
    })
    void takesTheOneThatIsMeant(String kind, String clients, String expected) {
        declare(clients);

        assertThat(rule.exists()).isTrue();
        assertThat(made).isEmpty();
        assertThat(rule.find()).containsSame(made.get(expected));
        assertThat(made).containsOnlyKeys(expected);
    }

    @ParameterizedTest
    @CsvSource({"orders audit", "orders audit:primary", "orders:hidden audit"})
    void takesTheOneThatTheSettingNames(String clients) {
        declare(clients);
        environment.setProperty("millrace.dynamodb-client", "orders");

        assertThat(rule.find()).containsSame(made.get("orders"));
    }

    @Test
    void refusesToGuess() {
        declare("orders audit spare:fallback");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(rule::exists)
                .withMessage("there are 2 DynamoDbClient beans, and none takes precedence: [orders, audit]. "
                        + "Name one in millrace.dynamodb-client, or mark one as @Primary.");
    }

    @Test
    void refusesANameThatIsNoClients() {
        declare("orders audit");
        environment.setProperty("millrace.dynamodb-client", "order");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(rule::exists)
                .withMessage("millrace.dynamodb-client names 'order', which is not a DynamoDbClient bean. "
                        + "There are: [orders, audit].");
    }

    private void declare(String clients) {
        for (String client : clients.split(" ")) {
            String name = client.split(":")[0];
            RootBeanDefinition definition =
                    new RootBeanDefinition(DynamoDbClient.class, () -> made.computeIfAbsent(name, same -> new Idle()));
            marks(client.replaceFirst("[^:]*:?", "")).accept(definition);
            beans.registerBeanDefinition(name, definition);
        }
    }

    private static Consumer<RootBeanDefinition> marks(String mark) {
        return switch (mark) {
            case "primary" -> definition -> definition.setPrimary(true);
            case "fallback" -> definition -> definition.setFallback(true);
            case "qualified" -> definition -> definition.setDefaultCandidate(false);
            case "hidden" -> definition -> definition.setAutowireCandidate(false);
            default -> definition -> {};
        };
    }
}
