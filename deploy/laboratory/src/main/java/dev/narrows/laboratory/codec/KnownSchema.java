package dev.narrows.laboratory.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A schema that a reader need not ask for: there is no registry where JMH measures. */
final class KnownSchema {

    private KnownSchema() {}

    /** A registry client that has asked for that schema, and can ask for no other. */
    static SchemaRegistry registry(int id, String schema) throws IOException {
        byte[] body = new ObjectMapper().writeValueAsBytes(Map.of("schema", schema));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", url))) {
            // Kept from here on, so that the server may go.
            registry.schema(id);
            return registry;
        } finally {
            server.stop(0);
        }
    }
}
