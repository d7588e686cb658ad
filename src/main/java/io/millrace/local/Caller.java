package io.millrace.local;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * The sender of a request. A local caller calls this machine from this machine, under one of its local names (so that
 * no page of another site gets a response through the browser), and not through a proxy. A proxy on this machine that
 * adds no headers looks like a local caller.
 */
final class Caller {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    private final HttpServletRequest request;

    private Caller(HttpServletRequest request) {
        this.request = request;
    }

    /** The caller as the server itself sees it, whatever filters derive from the headers of proxies. */
    static Caller of(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return new Caller((HttpServletRequest) inner);
    }

    boolean isHere() throws IOException {
        return isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && NAMES.contains(hostWithoutPort())
                && Collections.list(request.getHeaderNames()).stream().noneMatch(Caller::isOfProxy);
    }

    /**
     * Whether a page of another site made a browser on this machine send the request, either under that site's name
     * or as a cross-site request.
     *
     * @param linked whether links on other sites may lead here
     */
    boolean isOtherSite(boolean linked) throws IOException {
        if (isLoopback(request.getRemoteAddr()) && !NAMES.contains(hostWithoutPort())) {
            return true;
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return !origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"));
        }
        boolean follows = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return OTHER_SITES.contains(String.valueOf(request.getHeader("Sec-Fetch-Site"))) && !(linked && follows);
    }

    private static boolean isLoopback(String address) throws IOException {
        return InetAddress.getByName(address).isLoopbackAddress();
    }

    private String hostWithoutPort() {
        String host = request.getHeader("Host");
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith("x-forwarded-");
    }
}
