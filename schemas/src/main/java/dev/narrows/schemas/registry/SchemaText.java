package dev.narrows.schemas.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Parses schemas, and looks at their text before Avro does. Avro's parser visits for each named type all that it leads to, so its
 * work grows with the square of their number: 5,000 of them take it more than ten seconds, on the thread that reads records.
 */
final class SchemaText {

    /** Named types of a schema and all that it refers to; some 0.7 s for Avro's parser. */
    static final int MAX_TYPES = 1_000;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OF_NAMED_TYPES = Set.of("fields", "symbols", "size");

    private SchemaText() {}

    /** Why a text is not used, for people to read. */
    static final class UnreadableSchemaException extends Exception {

        private static final long serialVersionUID = 1L;

        private UnreadableSchemaException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The last of some schemas, each of which may use those before it.
     *
     * @throws UnreadableSchemaException when it does not parse, or would take too long
     */
    static Schema parsed(List<String> texts) throws UnreadableSchemaException {
        try {
            int types = 0;
            for (String text : texts) {
                types += namedTypes(text);
            }
            if (types > MAX_TYPES) {
                throw new UnreadableSchemaException("a schema with more than " + MAX_TYPES + " named types", null);
            }
            Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
            Schema last = Schema.create(Schema.Type.NULL);
            for (String text : texts) {
                last = parser.parse(text);
            }
            return last;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro's parser lets more than its own exceptions out, and goes as deep as the text does.
            throw new UnreadableSchemaException("a schema that does not parse", e);
        }
    }

    /** About how many named types a text defines, never less. */
    private static int namedTypes(String text) throws IOException {
        int types = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                types += token == JsonToken.FIELD_NAME && OF_NAMED_TYPES.contains(parser.currentName()) ? 1 : 0;
            }
        }
        return types;
    }
}
