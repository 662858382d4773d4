package dev.narrows.stream.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.notify.Notifier;
import dev.narrows.stream.notify.SubscriptionText;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who hears of which alerts by HTTP: list, make, pause, resume, delete, what was delivered, and one of these again. Any thread. */
final class SubscriptionsApi {

    private final Lookout lookout;
    private final Notifier notifier;

    SubscriptionsApi(Lookout lookout, Notifier notifier) {
        this.lookout = lookout;
        this.notifier = notifier;
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/api/v1/subscriptions",
                http -> Json.answer(
                        http,
                        Map.of(
                                "subscriptions",
                                lookout.subscriptions().values().stream()
                                        .map(this::view)
                                        .toList())));
        routes.post("/api/v1/subscriptions", this::make);
        routes.post("/api/v1/subscriptions/{id}/pause", http -> pause(http, true));
        routes.post("/api/v1/subscriptions/{id}/resume", http -> pause(http, false));
        routes.post("/api/v1/subscriptions/{id}/test", this::test);
        routes.post("/api/v1/subscriptions/{id}/deliveries/{message}/replay", this::replay);
        routes.delete("/api/v1/subscriptions/{id}", this::delete);
    }

    private Map<String, @Nullable Object> view(WebhookSubscription subscription) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>(Json.of(subscription));
        view.put("deliveries", notifier.deliveries(subscription.getId()));
        return view;
    }

    private void make(Context http) {
        WebhookSubscription made = SubscriptionText.of(Json.body(http));
        lookout.subscribe(made.getId(), made);
        Json.answer(http, view(made));
    }

    private void pause(Context http, boolean paused) {
        JsonNode body = Json.body(http);
        String note = Json.text(body, "reason") + " (" + Json.text(body, "by") + ")";
        WebhookSubscription changed = WebhookSubscription.newBuilder(found(http))
                .setPaused(paused)
                .setNote(note)
                .build();
        lookout.subscribe(changed.getId(), changed);
        Json.answer(http, view(changed));
    }

    private void test(Context http) throws InterruptedException {
        Json.answer(http, Map.of("outcome", notifier.test(found(http))));
    }

    private void replay(Context http) throws InterruptedException {
        String message = http.pathParam("message");
        Json.answer(
                http,
                Map.of(
                        "outcome",
                        notifier.replay(found(http), message)
                                .orElseThrow(() -> ApiProblem.notFound("message: " + message
                                        + " (expected: one of the last of this instance, or one that nobody took)"))));
    }

    private void delete(Context http) {
        lookout.subscribe(found(http).getId(), null);
        http.status(204);
    }

    private WebhookSubscription found(Context http) {
        String id = http.pathParam("id");
        WebhookSubscription found = lookout.subscriptions().get(id);
        if (found == null) {
            throw ApiProblem.notFound("subscription: " + id + " (expected: the id of one that is there)");
        }
        return found;
    }
}
