package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The sources of the configuration with their names as they are written.
 *
 * @param sources the strongest first; those that can't list their names are as Spring has them
 * @param problems what is wrong with the way names are written
 * @param lost values that are in use, but not as they are spelt
 */
record Layers(
        List<ConfigurationPropertySource> sources, List<Problem> problems, Map<ConfigurationPropertyName, Lost> lost) {

    static Layers read(Environment environment, Schema schema) {
        List<ConfigurationPropertySource> given = new ArrayList<>();
        ConfigurationPropertySources.get(environment).forEach(given::add);
        return new Reading(schema, new References(environment)).read(given);
    }

    /** Reads sources from the weakest to the strongest, variables last, for they can't spell a name. */
    private static final class Reading {

        private final List<Problem> problems = new ArrayList<>();
        private final Map<ConfigurationPropertyName, Lost> lost = new LinkedHashMap<>();
        private final LayerReader reader;

        Reading(Schema schema, References references) {
            this.reader = new LayerReader(schema, references, problems, lost);
        }

        Layers read(List<ConfigurationPropertySource> given) {
            List<ConfigurationPropertySource> sources = new ArrayList<>(given);
            for (boolean variables : new boolean[] {false, true}) {
                for (int i = given.size() - 1; i >= 0; i--) {
                    ConfigurationPropertySource source = given.get(i);
                    if (isNamed(source) && isOfVariables(source) == variables) {
                        sources.set(i, layer(source));
                    }
                }
            }
            return new Layers(sources, problems, lost);
        }

        private static boolean isNamed(ConfigurationPropertySource source) {
            return source.getUnderlyingSource() instanceof EnumerablePropertySource<?>;
        }

        private Layer layer(ConfigurationPropertySource source) {
            return isOfVariables(source) ? reader.variables(source) : reader.named(source);
        }

        private static boolean isOfVariables(ConfigurationPropertySource source) {
            return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        }
    }
}
