package dev.narrows.stream.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.look.ModelsSeen;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Model versions: what they are, which is in service, another one in its place, and its trial. Any thread. */
final class ModelsApi {

    private static final Logger LOG = LoggerFactory.getLogger(ModelsApi.class);

    private final NarrowsSettings settings;
    private final Lookout lookout;

    ModelsApi(NarrowsSettings settings, Lookout lookout) {
        this.settings = settings;
        this.lookout = lookout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/models", this::list);
        routes.get("/api/v1/errors", this::errors);
        routes.post("/api/v1/models/{name}/promote", this::promote);
        routes.post("/api/v1/models/{name}/rollback", http -> ask(http, RolloutCommandType.ROLLBACK));
        routes.post("/api/v1/models/{name}/pause", http -> ask(http, RolloutCommandType.PAUSE));
        routes.post("/api/v1/models/{name}/resume", http -> ask(http, RolloutCommandType.RESUME));
        routes.post("/api/v1/models/{name}/retire", this::retire);
    }

    private void list(Context http) {
        ModelsSeen seen = lookout.models();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("model", settings.model().name());
        answer.put(
                "versions",
                seen.versions().stream().map(each -> version(each, seen)).toList());
        Map<String, Object> rollouts = new LinkedHashMap<>();
        seen.rollouts().forEach((name, rollout) -> rollouts.put(name, Json.of(rollout)));
        answer.put("rollouts", rollouts);
        Map<String, Object> trials = new LinkedHashMap<>();
        seen.rollouts()
                .forEach((name, rollout) ->
                        TrialView.of(rollout, settings.rollout()).ifPresent(trial -> trials.put(name, trial)));
        answer.put("trials", trials);
        answer.put("changes", lookout.changes());
        Json.answer(http, answer);
    }

    /** Of the versions in service and on trial here. */
    private void errors(Context http) {
        ModelsSeen seen = lookout.models();
        String name = settings.model().name();
        Rollout rollout = seen.rollouts().get(name);
        Instant now = Instant.now();
        List<Map<String, @Nullable Object>> versions = new ArrayList<>();
        for (ModelManifest manifest : seen.versions()) {
            String role = role(manifest, rollout);
            if (manifest.getName().equals(name) && (role.equals("stable") || role.equals("candidate"))) {
                versions.add(TrialView.errors(manifest, role, lookout.errors().of(manifest.getVersion(), now)));
            }
        }
        Json.answer(http, Map.of("model", name, "versions", versions));
    }

    private void promote(Context http) {
        JsonNode body = Json.body(http);
        int version = body.path("version").asInt(0);
        ModelId id = new ModelId(http.pathParam("name"), version);
        changed(
                http,
                lookout.ask(command(RolloutCommandType.PROMOTE, id.name(), body)
                        .setVersion(id.version())
                        .build()));
    }

    private void retire(Context http) {
        JsonNode body = Json.body(http);
        ModelId id = new ModelId(http.pathParam("name"), body.path("version").asInt(0));
        changed(
                http,
                lookout.ask(command(RolloutCommandType.RETIRE, id.name(), body)
                        .setVersion(id.version())
                        .setForce(body.path("force").asBoolean(false))
                        .build()));
    }

    private void ask(Context http, RolloutCommandType type) {
        String name = ModelId.requireName(http.pathParam("name"));
        changed(http, lookout.ask(command(type, name, Json.body(http)).build()));
    }

    private static void changed(Context http, Rollout now) {
        if (now.getChange() == RolloutChange.REFUSED) {
            throw new IllegalStateException(now.getReason());
        }
        LOG.info(
                "rollout changed by http model={} change={} stable={}",
                now.getModelName(),
                now.getChange(),
                now.getStableVersion());
        Json.answer(http, Json.of(now));
    }

    private static RolloutCommand.Builder command(RolloutCommandType type, String model, JsonNode body) {
        String actor = Json.text(body, "by") + " (page)";
        return RolloutCommands.command(type, model, actor, Json.text(body, "reason"), Clock.systemUTC());
    }

    private static Map<String, @Nullable Object> version(ModelManifest manifest, ModelsSeen seen) {
        Map<String, @Nullable Object> version = Json.of(manifest);
        // As long as the vector is, and of use to nobody here.
        version.remove("check");
        version.remove("featureNames");
        version.put("signed", manifest.getSignature() != null);
        version.put("role", role(manifest, seen.rollouts().get(manifest.getName())));
        return version;
    }

    private static String role(ModelManifest manifest, @Nullable Rollout rollout) {
        if (rollout == null) {
            return "published";
        }
        Integer version = manifest.getVersion();
        if (Objects.equals(rollout.getStableVersion(), version)) {
            return "stable";
        }
        if (Objects.equals(rollout.getCandidateVersion(), version)) {
            return "candidate";
        }
        if (rollout.getRetiredVersions().contains(version)) {
            return "retired";
        }
        return Objects.equals(rollout.getPreviousVersion(), version) ? "previous" : "published";
    }
}
