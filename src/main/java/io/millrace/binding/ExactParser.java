package io.millrace.binding;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Reads numbers that fit their type. Those of type {@code float} and {@code double} are rounded, but neither to infinity nor
 * to zero.
 */
final class ExactParser extends JsonParserDelegate {

    ExactParser(JsonParser parser) {
        super(parser);
    }

    /** Refuses numbers above 127, of which Jackson accepts those up to 255. */
    @Override
    public byte getByteValue() {
        int number = getIntValue();
        if ((byte) number != number) {
            throw unfit(byte.class);
        }
        return (byte) number;
    }

    @Override
    public float getFloatValue() {
        BigDecimal number = getDecimalValue();
        float rounded = number.floatValue();
        if (Float.isInfinite(rounded) || rounded == 0 && number.signum() != 0) {
            throw unfit(float.class);
        }
        return rounded;
    }

    @Override
    public double getDoubleValue() {
        BigDecimal number = getDecimalValue();
        double rounded = number.doubleValue();
        if (Double.isInfinite(rounded) || rounded == 0 && number.signum() != 0) {
            throw unfit(double.class);
        }
        return rounded;
    }

    private InputCoercionException unfit(Class<?> type) {
        return new InputCoercionException(this, "the number does not fit", currentToken(), type);
    }
}
