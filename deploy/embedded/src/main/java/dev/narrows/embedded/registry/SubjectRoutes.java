package dev.narrows.embedded.registry;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** {@code /subjects}: what is registered, and registering. */
final class SubjectRoutes {

    private static final String ALL_CONTEXTS = ":*:";

    private final SubjectTable table;
    private final Registrar registrar;

    SubjectRoutes(SubjectTable table, Registrar registrar) {
        this.table = table;
        this.registrar = registrar;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/subjects", this::list);
        routes.post("/subjects/{subject}", this::find);
        routes.delete("/subjects/{subject}", this::delete);
        routes.get("/subjects/{subject}/versions", this::versions);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.get("/subjects/{subject}/versions/{version}", this::version);
        routes.delete("/subjects/{subject}/versions/{version}", this::deleteVersion);
        routes.get("/subjects/{subject}/versions/{version}/schema", this::text);
    }

    private void list(Context context) {
        String asked = context.queryParam("subjectPrefix");
        String prefix = asked == null || asked.equals(ALL_CONTEXTS) ? "" : asked;
        List<String> names = table.subjects(Json.flag(context, "deleted")).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        Json.answer(context, names);
    }

    private void find(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        boolean withDeleted = Json.flag(context, "deleted");
        Schema sent = new Schema(subject, Json.body(context, RegisterSchemaRequest.class));
        ParsedSchema schema = table.parser().parse(sent, false, Json.flag(context, "normalize"));
        if (table.versions(subject, withDeleted).isEmpty()) {
            throw Refusals.noSubject(subject);
        }
        RegisteredSchema found = registrar.find(subject, schema, withDeleted).orElseThrow(Refusals::noSchema);
        Json.answer(context, found.toEntity());
    }

    private void register(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        Schema sent = new Schema(subject, Json.body(context, RegisterSchemaRequest.class));
        RegisteredSchema registered = registrar.register(subject, sent, Json.flag(context, "normalize"));
        Json.answer(context, new RegisterSchemaResponse(registered.id()));
    }

    private void versions(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        List<RegisteredSchema> versions = table.versions(subject, Json.flag(context, "deleted"));
        if (versions.isEmpty()) {
            throw Refusals.noSubject(subject);
        }
        Json.answer(context, versions.stream().map(RegisteredSchema::version).toList());
    }

    private void version(Context context) throws RestClientException {
        Json.answer(context, asked(context).toEntity());
    }

    private void text(Context context) throws RestClientException {
        Json.answerRaw(context, asked(context).schema().canonicalString());
    }

    private RegisteredSchema asked(Context context) throws RestClientException {
        return table.version(context.pathParam("subject"), context.pathParam("version"), Json.flag(context, "deleted"));
    }

    private void delete(Context context) throws RestClientException {
        refusePermanent(context);
        Json.answer(context, registrar.delete(context.pathParam("subject")));
    }

    private void deleteVersion(Context context) throws RestClientException {
        refusePermanent(context);
        Json.answer(context, registrar.delete(context.pathParam("subject"), context.pathParam("version")));
    }

    private static void refusePermanent(Context context) throws RestClientException {
        if (Json.flag(context, "permanent")) {
            throw Refusals.permanentDeletion();
        }
    }
}
