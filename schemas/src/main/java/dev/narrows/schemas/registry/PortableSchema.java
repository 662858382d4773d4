package dev.narrows.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/**
 * A schema's JSON text as every language should see it: without {@code avro.java.string}, which the class generator
 * adds, so that what is registered is what the {@code .avsc} file says.
 */
final class PortableSchema {

    private static final String JAVA_STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PortableSchema() {}

    static String text(Schema schema) {
        try {
            return JSON.writeValueAsString(portable(JSON.readTree(schema.toString())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("schema: not JSON (expected: what Avro printed)", impossible);
        }
    }

    private static JsonNode portable(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, portable(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            boolean removed = object.remove(JAVA_STRING) != null;
            if (removed && object.size() == 1 && object.path("type").isTextual()) {
                return object.get("type");
            }
            object.properties().forEach(entry -> entry.setValue(portable(entry.getValue())));
        }
        return node;
    }
}
