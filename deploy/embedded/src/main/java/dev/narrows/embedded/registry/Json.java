package dev.narrows.embedded.registry;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.utils.JacksonMapper;

/** Bodies of the API: entities of Confluent's client, written and read by its own JSON mapper. */
final class Json {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private Json() {}

    /** Answers with an entity, a list, a map or a number. */
    static void answer(Context context, Object entity) {
        try {
            context.contentType(CONTENT_TYPE).result(JacksonMapper.INSTANCE.writeValueAsString(entity));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with text that is JSON already. */
    static void answerRaw(Context context, String json) {
        context.contentType(CONTENT_TYPE).result(json);
    }

    /** The body of a request. */
    static <T> T body(Context context, Class<T> type) throws RestClientException {
        try {
            T body = JacksonMapper.INSTANCE.readValue(context.body(), type);
            if (body == null) {
                throw Refusals.unreadableBody("null");
            }
            return body;
        } catch (IOException e) {
            throw Refusals.unreadableBody(e.getClass().getSimpleName());
        }
    }

    /** A parameter of the address that is true or false, false if it is not there. */
    static boolean flag(Context context, String name) {
        return Boolean.parseBoolean(context.queryParam(name));
    }
}
