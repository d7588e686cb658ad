package io.millrace.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/** Reads names of {@link View} and attributes of images. An attribute that is not there is {@code null}. */
final class ViewContext implements PropertyAccessor {

    static final EvaluationContext INSTANCE = SimpleEvaluationContext.forPropertyAccessors(new ViewContext())
            .withInstanceMethods()
            .withAssignmentDisabled()
            .build();

    private ViewContext() {}

    @Override
    public Class<?>[] getSpecificTargetClasses() {
        return new Class<?>[] {View.class, Map.class};
    }

    @Override
    public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
        return target instanceof View || target instanceof Map<?, ?>;
    }

    @Override
    public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
        if (target instanceof View view) {
            return new TypedValue(view.get(name));
        }
        return new TypedValue(target instanceof Map<?, ?> attributes ? attributes.get(NewKeyword.shown(name)) : null);
    }

    @Override
    public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
        return false;
    }

    @Override
    public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object value) {
        throw new UnsupportedOperationException("Conditions only read.");
    }
}
