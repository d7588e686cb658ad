package io.millrace.change;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * A time as a number of seconds, milliseconds, microseconds or nanoseconds since 1970. Its size decides the unit: a
 * number is in seconds if that makes it earlier than the year 5138, else in the largest unit for which that is so. In
 * a smaller unit, it would be within three years of 1970. Source: "ApproximateCreationDateTimePrecision" in the
 * Amazon DynamoDB Developer Guide, which has records in milli- and microseconds besides those in seconds.
 */
public final class EpochTime {

    private static final BigDecimal END = BigDecimal.valueOf(100_000_000_000L);
    private static final int LARGEST_UNIT = 9;
    private static final int LARGEST_SCALE = 200; // DynamoDB's numbers have up to 168 places

    private EpochTime() {}

    /** The time of a number, which is negative before 1970. Empty if it is too large for any unit. */
    public static Optional<Instant> of(BigDecimal number) {
        if (number.scale() > LARGEST_SCALE) {
            return Optional.empty();
        }
        for (int digits = 0; digits <= LARGEST_UNIT; digits += 3) {
            if (number.abs().compareTo(END.scaleByPowerOfTen(digits)) < 0) {
                return Optional.of(instant(number.scaleByPowerOfTen(-digits)));
            }
        }
        return Optional.empty();
    }

    private static Instant instant(BigDecimal seconds) {
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue());
    }

    /**
     * The time of a date that was read from a number as if it were seconds, as Lambda's own serializer does: if the
     * number has a smaller unit, the date is after the year 5138.
     */
    public static Instant of(Date date) {
        return of(BigDecimal.valueOf(date.getTime()))
                .filter(time -> date.getTime() >= END.scaleByPowerOfTen(3).longValue())
                .orElseGet(() -> Instant.ofEpochMilli(date.getTime()));
    }
}
