package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.function.TableFunctions;
import io.millrace.handler.Handler;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** Registers the functions of tables and the ready-made handlers under their names, before functions are looked up. */
final class MillraceRegistrar implements BeanRegistrar {

    static final String DESCRIPTION = "The routes of millrace.tables.";
    static final String HANDLER_DESCRIPTION = "The handler of millrace.handlers.";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        Settings settings = new Settings(environment);
        registry.registerBean("millraceSettings", Settings.class, bean -> bean.supplier(context -> settings.current()));
        TablesReader.ids(settings).forEach(id -> register(registry, id));
        ReadyMade.names(settings).stream()
                .filter(name -> !TakenNames.has(name))
                .forEach(name -> registerHandler(registry, name));
    }

    private static void registerHandler(BeanRegistry registry, String name) {
        registry.registerBean(name, Handler.class, bean -> bean.description(HANDLER_DESCRIPTION + name)
                .supplier(context -> context.bean(ReadyMade.class).handler(name)));
    }

    private static void register(BeanRegistry registry, String id) {
        registry.registerBean(
                id, new ParameterizedTypeReference<Function<DynamodbEvent, Void>>() {}, bean -> bean.description(
                                DESCRIPTION + id)
                        .supplier(context ->
                                context.bean(TableFunctions.class).byId(id).orElseThrow()));
    }
}
