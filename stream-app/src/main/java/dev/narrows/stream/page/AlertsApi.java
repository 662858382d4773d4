package dev.narrows.stream.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Silence;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.look.Inspected;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.look.RecentAlerts.Seen;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts: the last few thousand by filter, one with all that is known of it, and silences. Any thread. */
final class AlertsApi {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int NEIGHBOURS = 20;

    private final NarrowsSettings settings;
    private final Lookout lookout;

    AlertsApi(NarrowsSettings settings, Lookout lookout) {
        this.settings = settings;
        this.lookout = lookout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/alerts", this::list);
        routes.get("/api/v1/alerts/{partition}/{offset}", this::one);
        routes.post("/api/v1/alerts/{partition}/{offset}/acknowledge", this::acknowledge);
        routes.get("/api/v1/silences", this::silences);
        routes.post("/api/v1/silences", this::silence);
        routes.delete("/api/v1/silences/{id}", this::end);
    }

    private void list(Context http) {
        int most = (int) AlertQuery.given(http, "limit")
                .map(text -> Json.number("limit", text))
                .map(number -> Math.max(1, Math.min(MOST, number)))
                .orElse((long) USUAL)
                .longValue();
        long before = AlertQuery.given(http, "before")
                .map(text -> Json.number("before", text))
                .orElse(Long.MAX_VALUE);
        List<Seen> found = lookout.alerts().newest(AlertQuery.of(http), before, most);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("alerts", found.stream().map(this::brief).toList());
        answer.put("held", lookout.alerts().size());
        answer.put("last", lookout.alerts().last());
        answer.put("problem", lookout.problem());
        Json.answer(http, answer);
    }

    private void one(Context http) {
        PlacedAlert placed = found(http);
        AnomalyAlert alert = placed.alert();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(brief(placed));
        Optional<Inspected> record = alert.getTopic().equals(settings.input().topic())
                ? lookout.inspect(alert.getPartition(), alert.getOffset())
                : Optional.empty();
        answer.put(
                "record",
                record.map(each -> RecordsApi.view(each, settings.http().page()))
                        .orElse(null));
        answer.put("neighbours", neighbours(placed));
        Json.answer(http, answer);
    }

    private List<Map<String, @Nullable Object>> neighbours(PlacedAlert placed) {
        return lookout.alerts().newest(AlertFilter.ALL, Long.MAX_VALUE, MOST * 10).stream()
                .filter(seen -> seen.placed().key().equals(placed.key()))
                .limit(NEIGHBOURS)
                .map(this::brief)
                .toList();
    }

    private void acknowledge(Context http) {
        PlacedAlert placed = found(http);
        JsonNode body = Json.body(http);
        write(new Silence(
                "alert-" + placed.id(),
                null,
                placed.id(),
                null,
                Json.text(body, "by"),
                Json.text(body, "reason"),
                Instant.now()));
        Json.answer(http, brief(placed));
    }

    private void silences(Context http) {
        Json.answer(http, Map.of("silences", active().stream().map(Json::of).toList()));
    }

    private void silence(Context http) {
        JsonNode body = Json.body(http);
        Instant until = AlertQuery.time("until", Json.text(body, "until"));
        if (!until.isAfter(Instant.now())) {
            throw new IllegalArgumentException("until: " + until + " (expected: later than now)");
        }
        Silence silence = new Silence(
                UUID.randomUUID().toString(),
                KeyPattern.of(Json.text(body, "key")).toString(),
                null,
                until,
                Json.text(body, "by"),
                Json.text(body, "reason"),
                Instant.now());
        write(silence);
        Json.answer(http, Json.of(silence));
    }

    private void end(Context http) {
        String id = http.pathParam("id");
        if (!lookout.silences().containsKey(id)) {
            throw ApiProblem.notFound("silence: " + id + " (expected: the id of one that is there)");
        }
        lookout.silence(id, null);
        http.status(204);
    }

    private void write(Silence silence) {
        lookout.silence(silence.getId(), silence);
    }

    private Collection<Silence> active() {
        Instant now = Instant.now();
        return lookout.silences().values().stream()
                .filter(each -> each.getUntil() == null || each.getUntil().isAfter(now))
                .toList();
    }

    private PlacedAlert found(Context http) {
        int partition = Json.small("partition", http.pathParam("partition"));
        long offset = Json.number("offset", http.pathParam("offset"));
        return lookout.alert(partition, offset)
                .orElseThrow(() -> ApiProblem.notFound("alert: " + partition + ":" + offset
                        + " (expected: partition and offset of one in topic "
                        + settings.topics().alerts() + ")"));
    }

    Map<String, @Nullable Object> brief(Seen seen) {
        Map<String, @Nullable Object> view = brief(seen.placed());
        view.put("number", seen.number());
        return view;
    }

    private Map<String, @Nullable Object> brief(PlacedAlert placed) {
        AnomalyAlert alert = placed.alert();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", placed.id());
        view.put("time", placed.time().toString());
        view.put("key", placed.key());
        Map<String, @Nullable Object> all = Json.of(alert);
        all.remove("vector");
        view.putAll(all);
        quieted(placed).ifPresent(by -> view.put("silence", Json.of(by)));
        return view;
    }

    private Optional<Silence> quieted(PlacedAlert placed) {
        return active().stream()
                .filter(each -> placed.id().equals(each.getAlert())
                        || (each.getKeyPattern() != null
                                && KeyPattern.of(each.getKeyPattern()).matches(placed.key())))
                .findFirst();
    }
}
