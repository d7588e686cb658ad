package io.millrace.expression;

import io.millrace.expression.Methods.Call;
import io.millrace.expression.Methods.Method;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The methods of numbers. */
final class NumberMethods {

    static final Map<String, Method> ALL = Map.ofEntries(
            Map.entry("abs", Method.of(0, call -> number(call).abs())),
            Map.entry("negate", Method.of(0, call -> number(call).negate())),
            Map.entry(
                    "signum",
                    Method.of(0, call -> BigDecimal.valueOf(number(call).signum()))),
            Map.entry(
                    "scale",
                    Method.of(0, call -> BigDecimal.valueOf(number(call).scale()))),
            Map.entry(
                    "precision",
                    Method.of(0, call -> BigDecimal.valueOf(number(call).precision()))),
            Map.entry("intValue", Method.of(0, NumberMethods::whole)),
            Map.entry("longValue", Method.of(0, NumberMethods::whole)),
            Map.entry("toBigInteger", Method.of(0, NumberMethods::whole)),
            Map.entry(
                    "hashCode",
                    Method.of(
                            0,
                            call -> BigDecimal.valueOf(
                                    number(call).stripTrailingZeros().hashCode()))),
            Map.entry("doubleValue", Method.of(0, NumberMethods::number)),
            Map.entry("floatValue", Method.of(0, NumberMethods::number)),
            Map.entry("stripTrailingZeros", Method.of(0, call -> number(call).stripTrailingZeros())),
            Map.entry("toPlainString", Method.of(0, call -> number(call).toPlainString())),
            Map.entry("min", Method.of(1, call -> number(call).min(other(call)))),
            Map.entry("max", Method.of(1, call -> number(call).max(other(call)))),
            Map.entry("add", Method.of(1, call -> Arithmetic.plus(number(call), other(call), call.steps()))),
            Map.entry("subtract", Method.of(1, call -> Arithmetic.minus(number(call), other(call)))),
            Map.entry("multiply", Method.of(1, call -> Arithmetic.times(number(call), other(call), call.steps()))),
            Map.entry("divide", Method.of(1, call -> Arithmetic.dividedBy(number(call), other(call)))),
            Map.entry("remainder", Method.of(1, call -> Arithmetic.modulo(number(call), other(call)))),
            Map.entry("mod", Method.of(1, call -> Arithmetic.modulo(number(call), other(call)))),
            Map.entry("pow", Method.of(1, call -> Arithmetic.toThePower(number(call), other(call)))));

    private NumberMethods() {}

    private static BigDecimal number(Call call) {
        return (BigDecimal) call.target();
    }

    private static BigDecimal other(Call call) {
        return Values.number(call.get(0));
    }

    /** The integer part, of any size. */
    private static BigDecimal whole(Call call) {
        return number(call).setScale(0, RoundingMode.DOWN);
    }
}
