package io.millrace.local;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests from other machines, and from pages of other sites, where only this machine has access. */
final class LocalGuard extends OncePerRequestFilter {

    private static final byte[] REFUSAL = """
            {"type":"about:blank","title":"Not for other sites","status":403,"detail":"Requests from this machine have to \
            address it as localhost or 127.0.0.1, and must not come from a page of another site. Behind a proxy on this \
            machine set millrace.http.guard to false."}
            """.getBytes(StandardCharsets.UTF_8);

    private final Predicate<String> guarded;

    /**
     * @param guarded whether pages of other sites have no access to a path; paths below {@code /_millrace} are always
     *     for this machine only
     */
    LocalGuard(Predicate<String> guarded) {
        this.guarded = guarded;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isOurs(request) && !guarded.test(path(request));
    }

    private static boolean isOurs(HttpServletRequest request) {
        return path(request).startsWith("/_millrace");
    }

    /** The path, decoded and normalized, as it selects handlers. */
    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Caller caller = Caller.of(request);
        if (isOurs(request) && !caller.isHere()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (caller.isOtherSite(path(request).equals("/"))) {
            refuse(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(REFUSAL);
    }
}
