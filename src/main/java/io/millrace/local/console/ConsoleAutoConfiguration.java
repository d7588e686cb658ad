package io.millrace.local.console;

import io.millrace.function.EntryFunction;
import io.millrace.function.TableFunctions;
import io.millrace.local.database.LocalDynamoDb;
import io.millrace.local.database.LocalStreams;
import io.millrace.mapping.Deployment;
import io.millrace.time.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The console and its feed. */
@AutoConfiguration(afterName = "io.millrace.local.database.LocalDatabaseAutoConfiguration")
@ConditionalOnBean(LocalDynamoDb.class)
@Import({ConsoleController.class, HomeController.class, LiveFeed.class, ItemsController.class})
class ConsoleAutoConfiguration {

    @Bean
    Feed millraceFeed(Time time, ObjectProvider<TableFunctions> tables) {
        return new Feed(time, tables::getObject);
    }

    @Bean
    StreamStates millraceStreamStates(Deployment deployment, LocalDynamoDb database, LocalStreams streams, Feed feed) {
        return new StreamStates(deployment, database, streams, feed);
    }

    @Bean
    SendController millraceSendController(EntryFunction entry, TableFunctions tables, Time time) {
        return new SendController(entry, tables, time.steady());
    }
}
