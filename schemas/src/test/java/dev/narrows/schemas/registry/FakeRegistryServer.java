package dev.narrows.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A schema registry in memory, over HTTP, for tests: as much of Confluent's API as the client uses, and no rules.
 *
 * <p>Thread-safe. Remembers what it was asked, and can be told to fail.
 */
public final class FakeRegistryServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpServer server;
    private final List<Registered> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private String authorization;
    private int failure;

    private record Registered(String subject, JsonNode request) {}

    private record Answer(int status, Object body) {}

    private FakeRegistryServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free loopback port. */
    public static FakeRegistryServer start() {
        try {
            return start(HttpServer.create(LOOPBACK, 0));
        } catch (IOException e) {
            throw new IllegalStateException("registry: no port (expected: a free one on loopback)", e);
        }
    }

    /** Starts one that speaks TLS, and only with clients that have a certificate. */
    static FakeRegistryServer startTls(SSLContext context) {
        try {
            HttpsServer server = HttpsServer.create(LOOPBACK, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ssl = context.getDefaultSSLParameters();
                    ssl.setNeedClientAuth(true);
                    parameters.setSSLParameters(ssl);
                }
            });
            return start(server);
        } catch (IOException e) {
            throw new IllegalStateException("registry: no port (expected: a free one on loopback)", e);
        }
    }

    private static FakeRegistryServer start(HttpServer server) {
        FakeRegistryServer fake = new FakeRegistryServer(server);
        server.createContext("/", fake::handle);
        server.start();
        return fake;
    }

    /** Its address. */
    public String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings that connect to it. */
    public Map<String, String> settings() {
        return Map.of("schema.registry.url", url());
    }

    /** A connection to it. */
    public SchemaRegistry connect() {
        return SchemaRegistry.connect(settings());
    }

    /** Adds a schema, as another program would have. */
    public synchronized int add(String subject, String type, String schema, List<Map<String, Object>> references) {
        Map<String, Object> request = new HashMap<>();
        request.put("schema", schema);
        request.put("schemaType", type);
        request.put("references", references);
        schemas.add(new Registered(subject, JSON.valueToTree(request)));
        return schemas.size();
    }

    /** Adds an Avro schema, as another program would have. */
    public int add(String subject, String schema) {
        return add(subject, "AVRO", schema, List.of());
    }

    /** The text under which an id is registered. */
    public synchronized String text(int id) {
        return schemas.get(id - 1).request().get("schema").asText();
    }

    /** Method and path of each request so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers each request with that status from now on; 0 for as usual. */
    public synchronized void failWith(int status) {
        failure = status;
    }

    /** Wants that value of the header Authorization from now on. */
    public synchronized void requireAuthorization(String value) {
        authorization = value;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        Answer answer = answer(exchange, path);
        byte[] body = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && !authorization.equals(given)) {
            return error(401, 40101, "Unauthorized");
        }
        if (failure != 0) {
            return error(failure, failure * 100, "as told");
        }
        String[] parts = path.substring(1).split("/", -1);
        if (path.startsWith("/schemas/ids/")) {
            return byId(Integer.parseInt(parts[2]));
        }
        if (!path.startsWith("/subjects/")) {
            return error(404, 404, "HTTP 404 Not Found");
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return byId(Integer.parseInt(parts[3]));
        }
        return post(parts[1], parts.length == 3, JSON.readTree(exchange.getRequestBody()));
    }

    private Answer byId(int id) {
        if (id < 1 || id > schemas.size()) {
            return error(404, 40403, "Schema not found");
        }
        Registered found = schemas.get(id - 1);
        Map<String, Object> body = new HashMap<>(Map.of("subject", found.subject(), "version", id, "id", id));
        found.request().properties().forEach(entry -> body.put(entry.getKey(), entry.getValue()));
        return new Answer(200, body);
    }

    private Answer post(String subject, boolean register, JsonNode request) {
        String text = request.get("schema").asText();
        for (int i = 0; i < schemas.size(); i++) {
            Registered known = schemas.get(i);
            if (known.subject().equals(subject)
                    && Objects.equals(known.request().get("schema").asText(), text)) {
                return byId(i + 1);
            }
        }
        if (!register) {
            return error(404, 40403, "Schema not found");
        }
        return new Answer(200, Map.of("id", add(subject, text)));
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(status, Map.of("error_code", code, "message", message));
    }
}
