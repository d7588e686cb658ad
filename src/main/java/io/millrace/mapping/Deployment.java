package io.millrace.mapping;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.aws.Permission;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of the configuration from which a deployment follows.
 *
 * @param deadLetter where dead letters go; {@code null} for nowhere
 * @param overflow where dead letters go that are too large for a queue; {@code null} for nowhere
 * @param idempotencyTable the name of the table; {@code null} when no route needs it
 * @param local the database on one's own machine
 * @param needs what the function needs besides its tables
 */
public record Deployment(
        List<Table> tables,
        @Nullable String deadLetter,
        @Nullable String overflow,
        @Nullable String idempotencyTable,
        Local local,
        Needs needs) {

    /** The tables whose changes are handled or reported; the others, such as views, only have to exist. */
    public List<Table> handled() {
        return tables.stream().filter(Deployment::isHandled).toList();
    }

    /** Sentences about the tables that have no function. */
    public List<String> unhandled() {
        return tables.stream()
                .filter(table -> !isHandled(table))
                .map(table -> "Table '%s' has no route, and so no function.".formatted(table.id()))
                .toList();
    }

    /** Sentences about the tables that DynamoDB can't have. */
    public List<String> withoutName() {
        return tables.stream()
                .filter(table -> !Table.isName(table.name()))
                .map(table ->
                        "Table '%s' is not created, since DynamoDB does not allow a table with the name '%s': a name has 3 to 255 letters, digits, '_', '-' and '.'."
                                .formatted(table.id(), table.name()))
                .toList();
    }

    /** The table for idempotency if it has to be created; one that is named by its ARN exists already. */
    public Optional<String> newIdempotencyTable() {
        return Optional.ofNullable(idempotencyTable).filter(name -> !name.startsWith("arn:"));
    }

    private static boolean isHandled(Table table) {
        return !table.routes().isEmpty() || table.unmatched() != RouteTable.Unmatched.IGNORE;
    }

    /** This deployment with other tables. */
    public Deployment with(List<Table> others) {
        return new Deployment(others, deadLetter, overflow, idempotencyTable, local, needs);
    }

    /** This deployment with further notes. */
    public Deployment noting(List<String> more) {
        List<String> notes =
                Stream.concat(needs.notes().stream(), more.stream()).toList();
        return new Deployment(
                tables, deadLetter, overflow, idempotencyTable, local, new Needs(needs.variables(), notes));
    }

    /**
     * What a function needs besides its tables.
     *
     * @param variables the environment variables that the configuration names
     * @param notes what remains to be done after deploying, in sentences without a full stop
     */
    public record Needs(List<Variable> variables, List<String> notes) {

        /** The variables that Lambda accepts. Source: "CreateFunction" in the Lambda API Reference, Environment. */
        public List<Variable> settable() {
            variables.stream()
                    .filter(variable -> !variable.isSettable() && variable.preset() == null)
                    .findFirst()
                    .ifPresent(variable -> {
                        throw new IllegalArgumentException(
                                "The configuration names the variable '%s', which Lambda does not take: a name has two letters, digits and '_' at least, and begins with a letter. Give it another name."
                                        .formatted(variable.name()));
                    });
            return variables.stream().filter(Variable::isSettable).toList();
        }
    }

    /**
     * An environment variable.
     *
     * @param preset its value when it is not set; {@code null} when it has to be set
     * @param derived whether the preset follows from other variables, so that only the function knows it
     */
    public record Variable(String name, @Nullable String preset, boolean derived) {

        /**
         * Describes the variable.
         *
         * @param nothing the value that leaves it to the function
         */
        public String description(String nothing) {
            String text = "The environment variable " + name;
            return derived ? "%s, which is not set where this is %s".formatted(text, nothing) : text;
        }

        boolean isSettable() {
            return name.matches("[a-zA-Z][a-zA-Z0-9_]+");
        }
    }

    /**
     * A database on one's own machine.
     *
     * @param port on 127.0.0.1; 0 for any that is free
     * @param program the executable of dynoxide; {@code null} for the one that the build fetches
     * @param other a database that runs already; {@code null} for none
     * @param dataDir the directory of tables and checkpoints; {@code null} to keep them in memory
     * @param seed files and directories of items for new tables
     */
    public record Local(
            int port,
            @Nullable Path program,
            @Nullable Other other,
            @Nullable Path dataDir,
            List<Path> seed) {}

    /**
     * A DynamoDB that somebody else has started.
     *
     * @param createTables whether missing tables are created
     * @param allowAws whether it may be in AWS
     */
    public record Other(URI endpoint, boolean createTables, boolean allowAws) {}

    /**
     * A table.
     *
     * @param id its function's name
     * @param name its name in DynamoDB
     * @param localName its name on one's own machine; mostly the same
     * @param viewType {@code null} when the configuration doesn't say
     * @param ttlAttribute the attribute that says when an item expires; {@code null} for none
     * @param permissions what the ready-made handlers of its routes need
     */
    public record Table(
            String id,
            String name,
            String localName,
            KeySchema keys,
            @Nullable StreamViewType viewType,
            @Nullable String ttlAttribute,
            RouteTable.Unmatched unmatched,
            EventSourceMapping source,
            List<? extends Route<?>> routes,
            List<Permission> permissions) {

        /** What the records of its stream carry: both images where the configuration doesn't say. */
        public StreamViewType streamViewType() {
            return viewType == null ? StreamViewType.NEW_AND_OLD_IMAGES : viewType;
        }

        /** Whether DynamoDB can have a table of that name. Source: "CreateTable" in the DynamoDB API Reference. */
        public static boolean isName(String name) {
            return name.matches("[a-zA-Z0-9_.-]{3,255}");
        }
    }
}
