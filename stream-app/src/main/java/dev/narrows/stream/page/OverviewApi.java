package dev.narrows.stream.page;

import dev.narrows.schemas.Rollout;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.look.LagHistory;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import dev.narrows.stream.reported.Fleet;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.ServiceMetrics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the service is: now, in the last hour, and what it is made of. Any thread. */
final class OverviewApi {

    private final NarrowsSettings settings;
    private final Health health;
    private final ServiceMetrics metrics;
    private final Supplier<List<?>> story;
    private final Lookout lookout;
    private final Instant startedAt = Instant.now();

    OverviewApi(
            NarrowsSettings settings, Health health, ServiceMetrics metrics, Supplier<List<?>> story, Lookout lookout) {
        this.settings = settings;
        this.health = health;
        this.metrics = metrics;
        this.story = story;
        this.lookout = lookout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/overview", http -> Json.answer(http, overview()));
        routes.get("/api/v1/history", this::history);
        routes.get("/api/v1/topology", this::topology);
    }

    /** How it is now. */
    Map<String, @Nullable Object> overview() {
        Map<String, @Nullable Object> now = new LinkedHashMap<>();
        now.put("t", System.currentTimeMillis());
        now.put("applicationId", settings.applicationId());
        now.put("startedAt", startedAt.toString());
        now.put("inputTopic", settings.input().topic());
        now.put("latentsTopic", settings.topics().latents());
        now.put("model", settings.model().name());
        now.put("showsVectors", settings.http().page());
        now.put("takesChanges", !settings.http().tokenFile().isEmpty());
        now.put("live", health.isLive());
        now.put("health", health.report());
        now.put("totals", metrics.totals());
        now.put("stream", metrics.stream().orElse(null));
        List<LagHistory.Sample> lag = lookout.lag().after(0);
        now.put("lag", lag.isEmpty() ? null : lag.get(lag.size() - 1));
        now.put("instances", instances());
        now.put("changes", lookout.changes());
        now.put("problem", lookout.problem());
        now.put("story", story.get());
        return now;
    }

    private Map<String, Object> instances() {
        Rollout rollout = lookout.models().rollouts().get(settings.model().name());
        Integer candidate = rollout == null ? null : rollout.getCandidateVersion();
        Integer stable = rollout == null ? null : rollout.getStableVersion();
        List<Fleet.Working> working = lookout.fleet().working(stable, candidate, Instant.now());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("holdsMs", Fleet.HOLDS.toMillis());
        view.put(
                "mixed",
                working.stream()
                                .map(Fleet.Working::version)
                                .filter(version -> !version.equals(candidate))
                                .distinct()
                                .count()
                        > 1);
        view.put("working", working.stream().map(each -> working(each, rollout)).toList());
        return view;
    }

    private static Map<String, Object> working(Fleet.Working one, @Nullable Rollout rollout) {
        Map<String, Object> view = new LinkedHashMap<>();
        Integer version = one.version();
        view.put("instance", one.instance());
        view.put("version", one.version());
        view.put("partitions", one.partitions());
        view.put("t", one.t());
        view.put(
                "role",
                rollout == null
                        ? "other"
                        : version.equals(rollout.getStableVersion())
                                ? "stable"
                                : version.equals(rollout.getCandidateVersion()) ? "candidate" : "other");
        return view;
    }

    private void history(Context http) {
        String asked = http.queryParam("after");
        long after = asked == null ? 0 : Json.number("after", asked);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("t", System.currentTimeMillis());
        answer.put("seconds", metrics.history().after(after));
        answer.put("lag", lookout.lag().after(after));
        Json.answer(http, answer);
    }

    private void topology(Context http) {
        String text = metrics.topology();
        if (text.isEmpty()) {
            http.header("Retry-After", "2");
            throw new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, "topology: not built yet (expected: soon)");
        }
        http.contentType("text/plain; charset=utf-8").result(text);
    }
}
