package dev.narrows.stream.page.request;

import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.stream.config.HttpSettings;
import dev.narrows.stream.look.NotYetException;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.plugin.bundled.RateLimitPlugin;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for every request of page and API: security headers, how often and how much, the token for changes, and
 * errors as {@code {"error": "..."}}. Where the service listens on loopback only, it answers only those who ask for that
 * by name: another name in the Host header is a foreign page that had it resolved to this machine.
 */
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int READS_A_SECOND = 50;
    private static final int CHANGES_A_MINUTE = 60;
    private static final long LONGEST_BODY = 64 * 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final boolean loopbackOnly;
    private final Token token;

    /** @param token of those who may change something */
    public Guard(HttpSettings settings, Token token) {
        this.loopbackOnly = LOOPBACK.contains(settings.host());
        this.token = token;
    }

    /** Puts itself before every request. */
    public void accept(JavalinConfig config) {
        config.http.maxRequestSize = LONGEST_BODY;
        config.registerPlugin(new RateLimitPlugin());
        config.routes.before(this::before);
        exceptions(config.routes);
    }

    private void before(Context http) {
        HEADERS.forEach(http::header);
        if (!http.path().startsWith("/api/") && !http.path().equals("/")) {
            return;
        }
        if (loopbackOnly && !LOOPBACK.contains(hostName(http.host()))) {
            throw new ApiProblem(
                    HttpStatus.MISDIRECTED_REQUEST, "host: " + http.host() + " (expected: localhost, see http.host)");
        }
        RateLimitPlugin.Extension limit = http.with(RateLimitPlugin.class);
        if (http.method().name().equals("GET")) {
            limit.requestPerTimeUnit(READS_A_SECOND, TimeUnit.SECONDS);
        } else {
            limit.requestPerTimeUnit(CHANGES_A_MINUTE, TimeUnit.MINUTES);
            token.require(http);
        }
    }

    private static String hostName(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static void exceptions(RoutesConfig routes) {
        routes.exception(ApiProblem.class, (e, http) -> problem(http, e.status(), e.getMessage()));
        routes.exception(
                HttpResponseException.class,
                (e, http) -> problem(http, HttpStatus.forStatus(e.getStatus()), e.getMessage()));
        routes.exception(
                IllegalArgumentException.class, (e, http) -> problem(http, HttpStatus.BAD_REQUEST, e.getMessage()));
        routes.exception(
                ModelNotFoundException.class, (e, http) -> problem(http, HttpStatus.NOT_FOUND, e.getMessage()));
        routes.exception(ModelRefusedException.class, (e, http) -> problem(http, HttpStatus.CONFLICT, e.getMessage()));
        routes.exception(IllegalStateException.class, (e, http) -> problem(http, HttpStatus.CONFLICT, e.getMessage()));
        routes.exception(NotYetException.class, (e, http) -> away(http, e));
        routes.exception(KafkaException.class, (e, http) -> away(http, e));
        routes.exception(RegistryException.class, (e, http) -> away(http, e));
        routes.exception(Exception.class, (e, http) -> {
            LOG.error("request failed method={} path={}", http.method(), http.path(), e);
            problem(
                    http,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "failed: " + e.getClass().getSimpleName());
        });
    }

    private static void away(Context http, Exception e) {
        http.header("Retry-After", "2");
        problem(http, HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }

    private static void problem(Context http, HttpStatus status, @Nullable String message) {
        http.status(status);
        Json.answer(http, Map.of("error", message == null ? status.getMessage() : message));
    }
}
