package dev.narrows.stream.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.stream.config.HttpSettings;
import dev.narrows.stream.config.check.SettingException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves {@code /health/live} (200, or 503 once the service has failed for good), {@code /health/ready} (200 when every
 * part is up, else 503; both answer with the state of each part as JSON), {@code /metrics} (Prometheus text) and {@code
 * /history} (what came through in each second of the last hour, as JSON).
 */
public final class StatusServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_THREADS = 16;
    private static final int LEAST_THREADS = 2;

    private final Javalin server;

    private StatusServer(Javalin server) {
        this.server = server;
    }

    /** Adds routes of its own to the server, before it starts. */
    @FunctionalInterface
    public interface Routes extends Consumer<JavalinConfig> {

        /** Adds none. */
        Routes NONE = config -> {};

        /** The steps of a story that is told while somebody watches, as the page is to show them; none where there is none. */
        default List<?> story() {
            return List.of();
        }
    }

    /**
     * Starts serving.
     *
     * @param more further routes
     * @throws SettingException when it cannot listen there
     */
    public static StatusServer start(HttpSettings settings, Health health, ServiceMetrics metrics, Routes more) {
        return listen(settings, config -> {
            config.routes.get("/health/live", http -> answer(http, health.isLive(), health));
            config.routes.get(
                    "/health/ready", http -> answer(http, health.report().ready(), health));
            config.routes.get(
                    "/metrics",
                    http -> http.contentType(ServiceMetrics.CONTENT_TYPE).result(metrics.scrape()));
            config.routes.get(
                    "/history",
                    http -> http.contentType("application/json")
                            .result(json(metrics.history().seconds())));
            more.accept(config);
        });
    }

    /**
     * Starts serving those routes and no others.
     *
     * @throws SettingException when it cannot listen there
     */
    static StatusServer listen(HttpSettings settings, Consumer<JavalinConfig> routes) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = threads();
            routes.accept(config);
        });
        try {
            return new StatusServer(server.start(settings.host(), settings.port()));
        } catch (JavalinBindException e) {
            throw new SettingException("http.port", settings.host() + ":" + settings.port(), "a free port");
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("narrows-http");
        return threads;
    }

    private static void answer(Context http, boolean good, Health health) throws JsonProcessingException {
        http.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("application/json")
                .result(json(health.report()));
    }

    static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }
}
