package io.millrace.config;

import io.millrace.aws.Lambda;
import io.millrace.binding.HandlerBeans;
import io.millrace.deadletter.DeadLetters;
import io.millrace.dispatch.DispatchListener;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Listeners;
import io.millrace.dispatch.Step;
import io.millrace.dispatch.Stores;
import io.millrace.function.Deadlines;
import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Creates the functions of all tables from the configuration, or reports all its mistakes. */
final class TablesReader {

    static final ConfigurationPropertyName TABLES = ConfigurationPropertyName.of("millrace.tables");
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /** "Lambda quotas" in the AWS Lambda Developer Guide, function timeout. */
    private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

    private final Time time;
    private final BooleanSupplier stopping;
    private final Settings settings;
    private final Mistakes mistakes;
    private final MillraceProperties properties;
    private final HandlerNames handlers;
    private final StoresReader stores;
    private final Listeners<DispatchListener> listeners;

    /** A table with routes that have names of handlers, and no handlers yet. */
    record Table(
            String id, String name, TableProperties properties, List<Route<List<String>>> routes, TableReader reader) {}

    /**
     * @param readyMade the handlers without code, with the settings and the mistakes so far
     */
    TablesReader(ReadyMade readyMade, ConfigurableListableBeanFactory beans, BooleanSupplier stopping, Time time) {
        this.stopping = stopping;
        this.time = time;
        this.mistakes = readyMade.mistakes();
        this.settings = mistakes.settings();
        this.properties = PropertiesReader.read(settings, mistakes);
        this.handlers = new HandlerNames(handlers(beans), readyMade, functionNames(settings), mistakes);
        boolean onLambda = settings.environment().containsProperty(Lambda.FUNCTION_NAME);
        this.stores = new StoresReader(properties, mistakes, onLambda);
        this.listeners = new Listeners<>(
                DispatchListener.class,
                beans.getBeanProvider(DispatchListener.class).orderedStream().toList());
    }

    private static HandlerBeans handlers(ConfigurableListableBeanFactory beans) {
        try {
            return new HandlerBeans(beans);
        } catch (HandlerBeans.UnsuitableHandlerException e) {
            throw InvalidConfigurationException.of(List.of(e.getMessage() + "."));
        }
    }

    /** The ids of tables that can name a function. */
    static Set<String> ids(Settings settings) {
        Set<String> ids = new LinkedHashSet<>(settings.children(TABLES));
        ids.removeIf(id -> !id.matches(ID) || id.equals(EntryFunction.NAME) || TakenNames.has(id));
        return ids;
    }

    private static Set<String> functionNames(Settings settings) {
        Set<String> names = ids(settings);
        names.add(EntryFunction.NAME);
        return names;
    }

    /**
     * Reads and checks everything, then creates the handlers.
     *
     * @param idempotency creates the store that the properties describe
     * @param places creates the stores of dead letters
     * @throws InvalidConfigurationException if there are mistakes; then no bean of a handler was created
     */
    CheckedConfiguration read(Function<IdempotencyProperties, IdempotencyStore> idempotency, DeadLetters places) {
        List<Table> tables = tables();
        noteSameNames(tables);
        LocalNames.check(tables, mistakes);
        Stores kept = stores.read(idempotency, places);
        mistakes.throwIfAny();
        Deadlines deadlines =
                new Deadlines(time.steady(), stopping, properties.deadlineMargin(), properties.batchTimeout());
        List<TableFunction> functions =
                tables.stream().map(table -> function(table, kept, deadlines)).toList();
        List<String> warnings = new ArrayList<>(Warnings.ofValues(settings));
        tables.forEach(table -> warnings.addAll(Warnings.ofName(table.id(), table.name(), table.properties())));
        functions.stream()
                .flatMap(function -> Stream.concat(Warnings.of(function).stream(), longRetries(function).stream()))
                .forEach(warnings::add);
        return new CheckedConfiguration(
                settings, properties, new TableFunctions(functions, handlers.all()), deadlines, warnings);
    }

    private List<String> longRetries(TableFunction function) {
        Duration timeout = properties.batchTimeout();
        return timeout == null
                ? function.longRetries(LONGEST_INVOCATION, "an invocation of Lambda")
                : function.longRetries(timeout, "a batch outside Lambda");
    }

    private List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (String id : settings.children(TABLES)) {
            TableProperties table = properties.tables().get(id);
            noteBadId(id);
            if (table != null && id.matches(ID)) {
                tables.add(table(id, table));
            }
        }
        return tables;
    }

    private void noteBadId(String id) {
        if (!id.matches(ID)) {
            mistakes.add(
                    TABLES,
                    "'%s' can't be the id of a table: an id is made of letters, digits, '.', '_' and '-'. Give the table's name under 'name'."
                            .formatted(id));
        } else if (id.equals(EntryFunction.NAME)) {
            mistakes.add(
                    Settings.child(TABLES, id),
                    "'%s' is the entry function's name; give the table another id.".formatted(id));
        } else if (TakenNames.has(id)) {
            mistakes.add(Settings.child(TABLES, id), TakenNames.problem(id));
        }
    }

    private Table table(String id, TableProperties table) {
        TableReader reader = new TableReader(Settings.child(TABLES, id), table, mistakes);
        reader.checkNumbers();
        reader.checkPolicies(stores);
        List<Route<List<String>>> routes = reader.routes();
        NeededImages images = new NeededImages(table.viewType());
        routes.forEach(route -> checkHandlers(reader, route, images));
        table.routes().values().forEach(route -> handlers.named(TableReader.handlers(route)));
        String name = table.name() == null || table.name().isBlank() ? id : table.name();
        return new Table(id, name, table, routes, reader);
    }

    private void checkHandlers(TableReader reader, Route<List<String>> route, NeededImages images) {
        ConfigurationPropertyName routeKey = reader.routeKey(route.name());
        boolean one = settings.find(routeKey.append("handler")).isPresent();
        ConfigurationPropertyName key = routeKey.append(one ? "handler" : "handlers");
        for (String name : route.target()) {
            handlers.check(key, name);
            images.missing(route.events(), event -> handlers.images(name, event))
                    .ifPresent(missing -> mistakes.add(key, "'%s' needs %s".formatted(name, missing)));
        }
    }

    private void noteSameNames(List<Table> tables) {
        Map<String, String> ids = new HashMap<>();
        for (Table table : tables) {
            String other = ids.putIfAbsent(table.name(), table.id());
            if (other != null) {
                mistakes.add(
                        Settings.child(TABLES, table.id()).append("name"),
                        "'%s' is the name of table '%s' already; their records could not be told apart."
                                .formatted(table.name(), other));
            }
        }
    }

    private TableFunction function(Table table, Stores kept, Deadlines deadlines) {
        List<Route<List<Step>>> routes =
                table.routes().stream().map(route -> withHandlers(table, route)).toList();
        RouteTable<List<Step>> index = new RouteTable<>(table.reader().keys(), routes);
        TableProperties set = table.properties();
        Dispatcher.Policy policy = new Dispatcher.Policy(set.unmatched(), set.onFailure(), set.concurrency());
        Dispatcher dispatcher = new Dispatcher(table.name(), index, policy, kept, time).telling(listeners);
        return new TableFunction(
                table.id(), table.name(), dispatcher, deadlines, set.source().reportBatchItemFailures());
    }

    private Route<List<Step>> withHandlers(Table table, Route<List<String>> route) {
        FailurePolicy policy = table.reader()
                .policy(Objects.requireNonNull(table.properties().routes().get(route.name())));
        return route.to(route.target().stream()
                .map(name -> new Step(route.name(), name, handlers.handler(name), policy))
                .toList());
    }
}
