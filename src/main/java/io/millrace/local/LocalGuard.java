package io.millrace.local;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps what is for this machine from all others, and from pages of other sites. */
final class LocalGuard extends OncePerRequestFilter {

    private final boolean everything;

    /**
     * @param everything whether all requests have to come from this machine, or only those below {@code /_millrace}
     */
    LocalGuard(boolean everything) {
        this.everything = everything;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !everything && !isOurs(request);
    }

    private static boolean isOurs(HttpServletRequest request) {
        return path(request).startsWith("/_millrace");
    }

    /** Decoded and normalised, as handlers are found by it. */
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
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }
}
