package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.explain.RoutingTable;
import io.millrace.function.TableFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;

/** Names of tables, routes and handlers, as they are written. */
class NamesTests {

    private static final String TOGETHER =
            " are the same name to Spring, which ignores case, '-' and '_'. Write them in brackets, ";

    private static final List<Arguments> MISTAKES = List.of(
            mistake(
                    "routes that differ in dashes and upper case",
                    """
                    millrace.tables.d:
                      routes:
                        user-added: { handler: audit }
                        userAdded: { handler: restock }
                    """,
                    "config/application.yml:4: millrace.tables.d.routes[userAdded]: 'user-added' and 'userAdded'"
                            + TOGETHER + "'[user-added]' and '[userAdded]', or rename one."),
            mistake(
                    "route that would lose a character",
                    """
                    millrace.tables.t:
                      keys: { partition: PK, sort: SK }
                      routes:
                        'USER': { events: INSERT, partition-key: 'USER', handler: audit }
                        'USER#': { events: REMOVE, sort-key: 'USER#*', handler: restock }
                    """,
                    "config/application.yml:5: millrace.tables.t.routes[USER#]: 'USER#' has characters that Spring drops. Write it in "
                            + "brackets: '[USER#]'."),
            mistake(
                    "route of other letters",
                    "millrace.tables.t:\n  routes: { '追加': { handler: audit } }",
                    "config/application.yml:2: millrace.tables.t.routes[追加]: '追加' has characters that Spring drops. Write it in "
                            + "brackets: '[追加]'."),
            mistake(
                    "tables that differ in an underscore",
                    """
                    millrace.tables:
                      order_items: { routes: { a: { handler: audit } } }
                      order-items: { routes: { b: { handler: restock } } }
                    """,
                    "config/application.yml:3: millrace.tables.order-items: 'order_items' and 'order-items'" + TOGETHER
                            + "'[order_items]' and '[order-items]', or rename one."),
            mistake(
                    "table of other letters",
                    "millrace.tables:\n  '表': { name: T, keys: { partition: PK } }",
                    "config/application.yml:2: millrace.tables: '表' can't be the id of a table: an id is made of letters, "
                            + "digits, '.', '_' and '-'. Give the table's name under 'name'."),
            mistake(
                    "handlers that differ in upper case",
                    "millrace.handlers:\n  toLog: { type: log }\n  tolog: { type: log, show-images: true }",
                    "config/application.yml:3: millrace.handlers.tolog: 'toLog' and 'tolog'" + TOGETHER
                            + "'[toLog]' and '[tolog]', or rename one."),
            mistake(
                    "handler that would lose characters",
                    "millrace.handlers:\n  größe: { type: log }",
                    "config/application.yml:2: millrace.handlers[größe]: 'größe' has characters that Spring drops. Write it in "
                            + "brackets: '[größe]'."),
            mistake(
                    "wrong key of a handler in brackets",
                    "millrace.handlers:\n  '[to_Log]': { type: log, show-image: true }",
                    "config/application.yml:2: millrace.handlers[to_Log].show-image: unknown key 'show-image'. Did you mean "
                            + "'show-images'? Known keys here: [message, show-images, raw]."),
            mistake(
                    "key that is written twice",
                    "millrace.tables.t.routes.a:\n  handler: audit\n  on-failure: skip\n  onFailure: stop",
                    "config/application.yml:4: millrace.tables.t.routes.a.on-failure: it is written twice, as 'on-failure' "
                            + "and as 'onFailure'. Remove one."),
            mistake(
                    "list that is written twice",
                    "millrace.tables.t.routes.a:\n  handlers: audit\n  handlers[0]: restock",
                    "config/application.yml:3: millrace.tables.t.routes.a.handlers[0]: it is set twice in one source. Remove one."),
            mistake(
                    "name that YAML takes for false",
                    "millrace.tables.t.routes:\n  NO: { handler: audit }",
                    "config/application.yml:2: millrace.tables.t.routes[false]: YAML reads NO as false. Write it in quotes: "
                            + "\"NO\"."),
            mistake(
                    "id with a dot",
                    "millrace.tables:\n  my.orders: { unmatched: log }",
                    "config/application.yml:2: millrace.tables.my.orders: unknown key 'orders'. Known keys here: "
                            + "[name, local-name, keys, view-type, ttl-attribute, unmatched, on-failure, concurrency, "
                            + "source, routes]. If 'my.orders' is a name, write it in brackets: '[my.orders]'."),
            mistake(
                    "empty pattern of a route in brackets",
                    """
                    millrace.tables.t:
                      keys: { partition: PK }
                      routes: { '[b_c]': { partition-key: '', handler: audit } }
                    """,
                    "config/application.yml:3: millrace.tables.t.routes[b_c].partition-key: the list is empty; leave it out "
                            + "for any key."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsOfNamesThatSpringWouldChange(String text, String mistake) {
        Yaml.of(text).assertMistakes("a mistake", mistake);
    }

    @Test
    void readsAllThatStandsBelowNamesInBrackets() {
        Yaml yaml = Yaml.of("""
                millrace:
                  tables:
                    '[Orders]':
                      name: AllOrders
                      keys: { partition: PK }
                      routes:
                        '[user-added]': { partition-key: 'A*', handler: restock }
                        '[userAdded]': { partition-key: 'B*', handlers: [restock, audit] }
                        '[USER#]': { events: REMOVE, handler: audit }
                        '[追加1]': { events: INSERT, handler: audit }
                """);

        assertThat(tree(yaml)).isEqualTo("""
                  Orders (table 'AllOrders')
                    user-added  INSERT MODIFY REMOVE, partition-key 'A*'  ->  restock
                    userAdded   INSERT MODIFY REMOVE, partition-key 'B*'  ->  restock, audit
                    USER#       REMOVE                                    ->  audit
                    追加1         INSERT                                    ->  audit
                """);
    }

    @Test
    void findsANameInBracketsByAVariable() {
        Yaml yaml = Yaml.of("millrace.tables:\n  '[Order_Items]': { routes: { '[to-do]': { handler: audit } } }")
                .with("MILLRACE_TABLES_ORDERITEMS_ROUTES_TODO_HANDLER", "restock");

        assertThat(tree(yaml)).isEqualTo("""
                  Order_Items (table 'Order_Items')
                    to-do  INSERT MODIFY REMOVE  ->  restock
                """);
    }

    @Test
    void letsAnotherFileOverrideANameInItsOwnSpelling() {
        Yaml yaml = Yaml.of("""
                millrace.tables.game-events.routes:
                  onEnd: { events: REMOVE }
                ---
                millrace.tables.gameEvents.routes:
                  on-end: { handler: audit }
                """);

        assertThat(tree(yaml)).isEqualTo("""
                  gameEvents (table 'gameEvents')
                    on-end  REMOVE  ->  audit
                """);
    }

    @Test
    void tellsOfANameThatMayMeanTwoOfAnotherFile() {
        Yaml.of("""
                millrace.tables.d.routes:
                  user_added: { events: INSERT, handler: audit }
                ---
                millrace.tables.d.routes:
                  '[user-added]': { handler: audit }
                  '[userAdded]': { handler: restock }
                """)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:2: millrace.tables.d.routes[user_added]: 'user_added' may mean any of "
                                + "[user-added, userAdded]. Write the one that is meant in brackets, such as '[user-added]'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MILLRACE_TABLES_GAME_EVENTS_NAME", "MILLRACE_TABLES_GAME_EVENTS_ROUTES_A_ENABLED"})
    void tellsHowAVariableSpellsANameWithADash(String variable) {
        Yaml.of("millrace.tables.game-events.routes.a.handler: audit")
                .with(variable, "x")
                .assertMistakes(
                        "a mistake",
                        "\"%s\" from property source \"systemEnvironment\": millrace.tables: a variable spells 'game-events' "
                                        .formatted(variable)
                                + "without dashes and underscores: write %s."
                                        .formatted(variable.replace("GAME_EVENTS", "GAMEEVENTS")));
    }

    @Test
    void tellsOfAVariableThatNamesNoKeyOfATable() {
        Yaml.of("millrace.tables.products.routes.a.handler: audit")
                .with("MILLRACE_TABLES_GAME_EVENTS_NAME", "x")
                .assertMistakes(
                        "a mistake",
                        "\"MILLRACE_TABLES_GAME_EVENTS_NAME\" from property source \"systemEnvironment\": "
                                + "millrace.tables.game: there is no key 'events' below 'game'. Known keys here: "
                                + "[name, local-name, keys, view-type, ttl-attribute, unmatched, on-failure, concurrency, "
                                + "source, routes].");
    }

    @Test
    void readsATableFromVariablesAlone() {
        TableFunction table = Yaml.of("other: true")
                .with("MILLRACE_TABLES_PRODUCTS_ROUTES_ADDED_HANDLER", "audit")
                .read()
                .all()
                .iterator()
                .next();

        assertThat(table.id()).isEqualTo("products");
        assertThat(table.routes()).singleElement().satisfies(route -> assertThat(route.name())
                .isEqualTo("added"));
    }

    @Test
    void readsVariablesBehindThePrefixOfAnApplication() {
        StandardEnvironment environment = Yaml.of("millrace.tables.game-events.name: Game Events")
                .with("SHOP_MILLRACE_TABLES_GAMEEVENTS_NAME", "GameEvents")
                .environment();
        SpringApplication application = new SpringApplication(NamesTests.class);
        ConfigurationPropertyName name =
                Settings.child(TablesReader.TABLES, "game-events").append("name");

        assertThat(new Settings(environment).find(name).orElseThrow().getValue())
                .isEqualTo("Game Events");
        application.setEnvironmentPrefix("shop");
        new SystemEnvironmentPropertySourceEnvironmentPostProcessor().postProcessEnvironment(environment, application);
        assertThat(new Settings(environment).find(name).orElseThrow().getValue())
                .isEqualTo("GameEvents");
    }

    private static String tree(Yaml yaml) {
        return RoutingTable.text(yaml.read()).replace("\r\n", "\n");
    }

    private static Arguments mistake(String name, String text, String mistake) {
        return arguments(named(name, text), mistake);
    }
}
