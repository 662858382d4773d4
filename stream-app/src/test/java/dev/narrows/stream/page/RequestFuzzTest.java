package dev.narrows.stream.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.fuzz.Fuzz;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.stream.look.RecentAlerts;
import dev.narrows.stream.page.request.Json;
import io.javalin.http.Context;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Queries, bodies and ids of requests: what is wrong is an IllegalArgumentException, which becomes status 400. */
class RequestFuzzTest {

    @Test
    void shouldTakeOrRefuseEveryQuery() {
        Fuzz.of("http-query", IllegalArgumentException.class)
                .from(
                        "key=pump-*&severity=3.5&model=m&version=2".getBytes(UTF_8),
                        "feature=cpu&from=2026-01-31T12:00:00Z&to=+999999999-12-31T23:59:59Z".getBytes(UTF_8),
                        "partition=3&fromOffset=7&toOffset=9&reason=unreadable&key=*a*".getBytes(UTF_8))
                .run(query -> {
                    Context http = request(query, "");
                    AlertQuery.of(http);
                    DeadLettersApi.filter(name -> AlertQuery.given(http, name));
                });
    }

    @Test
    void shouldTakeOrRefuseEveryBody() {
        Fuzz.of("http-body", IllegalArgumentException.class)
                .from("{\"by\":\"ada\",\"reason\":\"why\",\"version\":3,\"filter\":{\"reason\":\"x\"}}".getBytes(UTF_8))
                .run(body -> {
                    JsonNode json = Json.body(request(new byte[0], new String(body, UTF_8)));
                    Json.text(json, "by");
                    Json.text(json, "reason");
                });
    }

    @Test
    void shouldTakeOrRefuseEveryIdOfAnEvent() {
        Fuzz.of("http-event-id", IllegalArgumentException.class)
                .from("0:17,1:4".getBytes(UTF_8), "12:123456789012345678".getBytes(UTF_8))
                .run(id ->
                        new AlertStream(new RecentAlerts(), AlertFilter.ALL, new String(id, UTF_8), seen -> "").next());
    }

    private static Context request(byte[] query, String body) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : new String(query, UTF_8).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return (Context) Proxy.newProxyInstance(
                RequestFuzzTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "queryParam" -> parameters.get((String) arguments[0]);
                    case "body" -> body;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
