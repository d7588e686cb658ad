package io.millrace.function.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/**
 * Matches POST. A mapping of the method POST would also match it, but would answer 405 to all other methods, instead
 * of leaving them to later mappings such as static files.
 */
final class OnlyPost implements RequestCondition<OnlyPost> {

    @Override
    public OnlyPost combine(OnlyPost other) {
        return this;
    }

    @Override
    public @Nullable OnlyPost getMatchingCondition(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) ? this : null;
    }

    @Override
    public int compareTo(OnlyPost other, HttpServletRequest request) {
        return 0;
    }
}
