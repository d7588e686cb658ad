package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.function.TableFunctions;
import io.millrace.mapping.Deployment;
import io.millrace.routing.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each application context reads its environment once, and as it is then. */
class ReadOnceTests {

    private static final String HANDLER = "millrace.tables.products.routes.a.handler";
    private static final Map<String, Object> TABLE = Map.of(
            HANDLER,
            "restock",
            "millrace.handlers.copy.type",
            "log",
            "millrace.tables.products.keys.partition",
            "id",
            "millrace.tables.products.source.batch-size",
            10);

    private static final Map<String, Object> LATE = Map.of(
            "millrace.tables.products.routes.a.enabled", false, "millrace.tables.products.routes.b.handler", "restock");

    private int reads;

    /** Counts how often a value is asked for. */
    private final class Counted extends MapPropertySource {

        Counted() {
            super("counted", TABLE);
        }

        @Override
        public Object getProperty(String name) {
            reads += name.equals(HANDLER) ? 1 : 0;
            return super.getProperty(name);
        }
    }

    @Test
    void readsAValueOnceForAllAndComparesItOnce() {
        try (ConfigurableApplicationContext context = start(environment(new Counted()))) {
            assertThat(context.getBean(Deployment.class).tables())
                    .extracting(Deployment.Table::id)
                    .containsExactly("products");
            assertThat(reads).isEqualTo(2);
        }
    }

    @Test
    void keepsWhatIsReadWhileTheEnvironmentStaysTheSame() {
        StandardEnvironment environment = environment(new MapPropertySource("own", TABLE));
        Settings settings = new Settings(environment);

        assertThat(settings.current()).isSameAs(settings);
        assertThat(settings.withTypes(Map.of())).isSameAs(settings);
    }

    @Test
    void readsAgainWhereASourceIsAdded() {
        StandardEnvironment environment = new StandardEnvironment();
        Settings settings = new Settings(environment);

        environment.getPropertySources().addFirst(new MapPropertySource("own", TABLE));

        assertThat(settings.current().children(TablesReader.TABLES)).containsExactly("products");
    }

    @Test
    void readsAgainWhereAValueOfASourceChanges() {
        Map<String, Object> values = new HashMap<>(TABLE);
        StandardEnvironment environment = environment(new MapPropertySource("own", values));
        Settings settings = new Settings(environment);

        values.put("millrace.tables.products.name", "Products");

        assertThat(settings.current().all())
                .filteredOn(setting -> setting.written().equals("Products"))
                .hasSize(1);
    }

    @Test
    void seesWhatAPostProcessorOfTheApplicationSets() {
        ApplicationContextInitializer<?> late = context -> context.addBeanFactoryPostProcessor(
                beans -> context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("late", LATE)));

        try (ConfigurableApplicationContext context = start(environment(new MapPropertySource("own", TABLE)), late)) {
            assertThat(context.getBean(TableFunctions.class).all())
                    .flatExtracting(table -> table.routes())
                    .extracting(Route::name)
                    .containsExactly("b");
        }
    }

    @Test
    void keepsContextsOfOneEnvironmentApart() {
        Map<String, Object> values = new HashMap<>(TABLE);
        StandardEnvironment environment = environment(new MapPropertySource("own", values));

        try (ConfigurableApplicationContext first = start(environment)) {
            values.put("millrace.tables.products.name", "Products");
            try (ConfigurableApplicationContext second = start(environment)) {
                assertThat(List.of(first, second))
                        .extracting(
                                context -> context.getBean(TableFunctions.class).tables())
                        .asString()
                        .isEqualTo("[[products], [Products]]");
            }
        }
    }

    private static StandardEnvironment environment(MapPropertySource source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        return environment;
    }

    private static ConfigurableApplicationContext start(
            ConfigurableEnvironment environment, ApplicationContextInitializer<?>... initializers) {
        SpringApplication application = SmallApplication.application();
        application.addInitializers(initializers);
        application.setEnvironment(environment);
        return application.run("--spring.config.name=none");
    }
}
