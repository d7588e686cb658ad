package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.function.TableFunctions;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** Registers the function of each table under the table's id, before anything looks for functions. */
final class MillraceRegistrar implements BeanRegistrar {

    static final String DESCRIPTION = "The routes of millrace.tables.";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        TablesReader.ids(new Settings(environment)).forEach(id -> register(registry, id));
    }

    private static void register(BeanRegistry registry, String id) {
        registry.registerBean(
                id, new ParameterizedTypeReference<Function<DynamodbEvent, Void>>() {}, bean -> bean.description(
                                DESCRIPTION + id)
                        .supplier(context ->
                                context.bean(TableFunctions.class).byId(id).orElseThrow()));
    }
}
