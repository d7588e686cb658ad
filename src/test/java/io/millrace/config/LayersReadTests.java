package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LayersReadTests {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void readsAnEnvironmentOnceAndAgainWithAnotherSource() {
        Layers first = LayersRead.of(environment);
        assertThat(LayersRead.of(environment)).isSameAs(first);

        environment.getPropertySources().addFirst(new MapPropertySource("more", Map.of("millrace.tables.a.name", "A")));

        assertThat(LayersRead.of(environment)).isNotSameAs(first);
        assertThat(new Settings(environment).children(TablesReader.TABLES)).containsExactly("a");
    }
}
