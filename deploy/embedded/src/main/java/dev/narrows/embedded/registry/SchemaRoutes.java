package dev.narrows.embedded.registry;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** {@code /schemas}: schemas by their id. */
final class SchemaRoutes {

    private final SubjectTable table;

    SchemaRoutes(SubjectTable table) {
        this.table = table;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/schemas", this::all);
        routes.get("/schemas/types", context -> Json.answer(context, List.of(AvroSchema.TYPE)));
        routes.get("/schemas/ids/{id}", this::byId);
        routes.get(
                "/schemas/ids/{id}/schema",
                context -> Json.answerRaw(context, asked(context).canonicalString()));
        routes.get("/schemas/ids/{id}/subjects", this::subjects);
        routes.get("/schemas/ids/{id}/versions", this::versions);
    }

    private void all(Context context) {
        List<RegisteredSchema> all = table.all(Json.flag(context, "deleted"));
        Json.answer(context, all.stream().map(RegisteredSchema::toEntity).toList());
    }

    private void byId(Context context) throws RestClientException {
        ParsedSchema schema = asked(context);
        SchemaString answer = new SchemaString(schema.canonicalString());
        List<SchemaReference> references = schema.references();
        answer.setReferences(references);
        Json.answer(context, answer);
    }

    private void subjects(Context context) throws RestClientException {
        Json.answer(
                context,
                registered(context).stream()
                        .map(RegisteredSchema::subject)
                        .distinct()
                        .toList());
    }

    private void versions(Context context) throws RestClientException {
        Json.answer(
                context,
                registered(context).stream()
                        .map(r -> new SubjectVersion(r.subject(), r.version()))
                        .toList());
    }

    private List<RegisteredSchema> registered(Context context) throws RestClientException {
        asked(context);
        return table.withId(id(context), Json.flag(context, "deleted"));
    }

    private ParsedSchema asked(Context context) throws RestClientException {
        int id = id(context);
        return table.schema(id).orElseThrow(() -> Refusals.noSchema(id));
    }

    private static int id(Context context) throws RestClientException {
        try {
            return Integer.parseInt(context.pathParam("id"));
        } catch (NumberFormatException e) {
            throw Refusals.noSchema();
        }
    }
}
