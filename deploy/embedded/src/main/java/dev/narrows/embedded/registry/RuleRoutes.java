package dev.narrows.embedded.registry;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Mode;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.CompatibilityCheckResponse;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.ModeUpdateRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** {@code /config}, {@code /mode} and {@code /compatibility}: which schemas a subject takes. */
final class RuleRoutes {

    private final SubjectTable table;
    private final Registrar registrar;

    RuleRoutes(SubjectTable table, Registrar registrar) {
        this.table = table;
        this.registrar = registrar;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/config", context -> Json.answer(context, new Config(table.level(SubjectTable.ALL_SUBJECTS).name)));
        routes.put("/config", context -> setLevel(context, SubjectTable.ALL_SUBJECTS));
        routes.get("/config/{subject}", this::level);
        routes.put("/config/{subject}", context -> setLevel(context, context.pathParam("subject")));
        routes.get("/mode", context -> Json.answer(context, new Mode(table.mode(SubjectTable.ALL_SUBJECTS))));
        routes.put("/mode", context -> setMode(context, SubjectTable.ALL_SUBJECTS));
        routes.get("/mode/{subject}", this::mode);
        routes.put("/mode/{subject}", context -> setMode(context, context.pathParam("subject")));
        routes.post("/compatibility/subjects/{subject}/versions", this::checkAll);
        routes.post("/compatibility/subjects/{subject}/versions/{version}", this::checkOne);
    }

    private void level(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        if (table.ownLevel(subject).isEmpty() && !Json.flag(context, "defaultToGlobal")) {
            throw Refusals.noSubjectLevel(subject);
        }
        Json.answer(context, new Config(table.level(subject).name));
    }

    private void setLevel(Context context, String subject) throws RestClientException {
        String asked = Json.body(context, ConfigUpdateRequest.class).getCompatibilityLevel();
        CompatibilityLevel level = asked == null ? null : CompatibilityLevel.forName(asked.toUpperCase(Locale.ROOT));
        if (level == null) {
            throw Refusals.invalidLevel(String.valueOf(asked));
        }
        registrar.setLevel(subject, level);
        Json.answer(context, Map.of("compatibility", level.name));
    }

    private void mode(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        if (table.ownMode(subject).isEmpty() && !Json.flag(context, "defaultToGlobal")) {
            throw Refusals.noSubjectMode(subject);
        }
        Json.answer(context, new Mode(table.mode(subject)));
    }

    private void setMode(Context context, String subject) throws RestClientException {
        String mode = String.valueOf(Json.body(context, ModeUpdateRequest.class).getMode())
                .toUpperCase(Locale.ROOT);
        registrar.setMode(subject, mode);
        Json.answer(context, new Mode(mode));
    }

    private void checkAll(Context context) throws RestClientException {
        check(context, table.versions(context.pathParam("subject"), false));
    }

    private void checkOne(Context context) throws RestClientException {
        String subject = context.pathParam("subject");
        String version = context.pathParam("version");
        boolean nothingYet = VersionName.parse(version) == VersionName.LATEST
                && table.versions(subject, false).isEmpty();
        check(context, nothingYet ? List.of() : List.of(table.version(subject, version, false)));
    }

    private void check(Context context, List<RegisteredSchema> against) throws RestClientException {
        String subject = context.pathParam("subject");
        Schema sent = new Schema(subject, Json.body(context, RegisterSchemaRequest.class));
        ParsedSchema schema = table.parser().parse(sent, true, Json.flag(context, "normalize"));
        List<String> differences = registrar.differences(schema, table.level(subject), against);
        CompatibilityCheckResponse answer = new CompatibilityCheckResponse();
        answer.setIsCompatible(differences.isEmpty());
        answer.setMessages(Json.flag(context, "verbose") ? differences : null);
        Json.answer(context, answer);
    }
}
