package dev.narrows.embedded.registry;

import dev.narrows.embedded.broker.EmbeddedStartException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.ErrorMessage;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry in this JVM, for Confluent's clients in any language; its schemas outlive it in the cluster.
 *
 * <p>Listens on the loopback address only. Avro schemas, with references; all compatibility levels; soft deletion.
 * Any thread may call; {@link #close} returns when its threads have ended. Two registries on one cluster are not
 * supported.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
    private static final int MOST_THREADS = 16;
    private static final int LEAST_THREADS = 2;

    private final SchemasTopic topic;
    private final Javalin server;

    private EmbeddedRegistry(SchemasTopic topic, Javalin server) {
        this.topic = topic;
        this.server = server;
    }

    /**
     * Starts a registry and reads what the cluster has.
     *
     * @param bootstrapServers the cluster that keeps the schemas
     * @param port             port on the loopback address, 0 for a free one
     * @return the registry, ready for clients
     * @throws EmbeddedStartException if the port is taken
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port) {
        SchemasTopic topic = SchemasTopic.open(bootstrapServers);
        try {
            SubjectTable table = new SubjectTable();
            Registrar registrar = new Registrar(topic, table);
            registrar.catchUp();
            Javalin server = Javalin.create(config -> configure(config, port, table, registrar));
            EmbeddedRegistry registry = new EmbeddedRegistry(topic, started(server, port));
            LOG.info(
                    "registry started url={} subjects={}",
                    registry.url(),
                    table.subjects(false).size());
            return registry;
        } catch (RuntimeException e) {
            topic.close();
            throw e;
        }
    }

    private static Javalin started(Javalin server, int port) {
        try {
            return server.start();
        } catch (JavalinBindException e) {
            server.stop();
            throw new EmbeddedStartException("registryPort: " + port + " (expected: a free port on this machine)", e);
        }
    }

    private static void configure(JavalinConfig config, int port, SubjectTable table, Registrar registrar) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = HOST;
        config.jetty.port = port;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("registry");
        config.jetty.threadPool = threads;
        config.routes.get("/", context -> Json.answer(context, Map.of()));
        new SubjectRoutes(table, registrar).addTo(config.routes);
        new SchemaRoutes(table).addTo(config.routes);
        new RuleRoutes(table, registrar).addTo(config.routes);
        config.routes.exception(RestClientException.class, EmbeddedRegistry::refuse);
        config.routes.exception(Exception.class, EmbeddedRegistry::fail);
        config.routes.error(404, EmbeddedRegistry::noSuchAddress);
    }

    private static void refuse(RestClientException refusal, Context context) {
        // The exception's own message has the code at its end; the API sends it in a field of its own.
        String message = refusal.getMessage().replaceFirst("; error code: \\d+$", "");
        context.status(refusal.getStatus());
        Json.answer(context, new ErrorMessage(refusal.getErrorCode(), message));
    }

    private static void fail(Exception failure, Context context) {
        LOG.warn("registry request failed method={} path={}", context.method(), context.path(), failure);
        context.status(500);
        Json.answer(context, new ErrorMessage(50001, "Error in the backend data store: " + failure.getMessage()));
    }

    private static void noSuchAddress(Context context) {
        if (context.result() == null || !context.result().startsWith("{")) {
            Json.answer(context, new ErrorMessage(404, "HTTP 404 Not Found"));
        }
    }

    /**
     * The address for clients.
     *
     * @return an http URL without a path
     */
    public String url() {
        return "http://" + HOST + ":" + server.port();
    }

    /** Stops the registry; what it knows stays in the cluster. */
    @Override
    public void close() {
        server.stop();
        topic.close();
    }
}
