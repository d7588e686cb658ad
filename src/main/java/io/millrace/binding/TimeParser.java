package io.millrace.binding;

import io.millrace.change.EpochTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/** Converts a number in any unit to the unit in which Jackson reads it. */
final class TimeParser extends JsonParserDelegate {

    private static final BigDecimal END_OF_DAYS = BigDecimal.valueOf(10_000_000); // in the year 29349

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}+(\\.[0-9]{1,40}+)?");

    /** The unit in which Jackson reads numbers. */
    enum Unit {
        SECONDS(JsonToken.VALUE_NUMBER_FLOAT, time -> BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))),
        MILLISECONDS(JsonToken.VALUE_NUMBER_INT, time -> BigDecimal.valueOf(time.toEpochMilli())),
        DAYS(
                JsonToken.VALUE_NUMBER_INT,
                time -> BigDecimal.valueOf(
                        time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay()));

        private final JsonToken token;
        private final Function<Instant, BigDecimal> number;

        Unit(JsonToken token, Function<Instant, BigDecimal> number) {
            this.token = token;
            this.number = number;
        }

        /** Whether Jackson reads a text of digits as a number in its unit. */
        boolean texts() {
            return this != DAYS;
        }
    }

    private final JsonToken token;
    private final BigDecimal number;

    private TimeParser(JsonParser parser, JsonToken token, BigDecimal number) {
        super(parser);
        this.token = token;
        this.number = number;
    }

    /**
     * Leaves everything but numbers unchanged, and also days, which are too few for seconds.
     *
     * @param texts whether a text may be a number
     */
    static JsonParser of(JsonParser parser, Unit unit, boolean texts) {
        BigDecimal number = number(parser, texts);
        if (number == null || unit == Unit.DAYS && number.abs().compareTo(END_OF_DAYS) < 0) {
            return parser;
        }
        Instant time = EpochTime.of(number)
                .orElseThrow(() -> new InputCoercionException(
                        parser, "the number is not a time", parser.currentToken(), Instant.class));
        return new TimeParser(parser, unit.token, unit.number.apply(time));
    }

    private static @Nullable BigDecimal number(JsonParser parser, boolean texts) {
        if (parser.currentToken().isNumeric()) {
            return parser.getDecimalValue();
        }
        if (!texts || !parser.hasToken(JsonToken.VALUE_STRING)) {
            return null;
        }
        String text = parser.getString().strip();
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    @Override
    public JsonToken currentToken() {
        return token;
    }

    @Override
    public int currentTokenId() {
        return token.id();
    }

    @Override
    public boolean hasToken(JsonToken wanted) {
        return token == wanted;
    }

    @Override
    public boolean hasTokenId(int id) {
        return token.id() == id;
    }

    @Override
    public boolean isExpectedNumberIntToken() {
        return token == JsonToken.VALUE_NUMBER_INT;
    }

    @Override
    public long getLongValue() {
        return number.longValueExact();
    }

    @Override
    public int getIntValue() {
        return number.intValueExact();
    }

    @Override
    public BigDecimal getDecimalValue() {
        return number;
    }

    @Override
    public Number getNumberValue() {
        return number;
    }
}
