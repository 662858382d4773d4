package dev.narrows.stream.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.deadletter.DeadLetter;
import dev.narrows.stream.deadletter.DeadLetterFilter;
import dev.narrows.stream.deadletter.DeadLetterTopic;
import dev.narrows.stream.deadletter.DeadLetterTopic.Looked;
import dev.narrows.stream.deadletter.Fate;
import dev.narrows.stream.deadletter.LetterView;
import dev.narrows.stream.deadletter.Replay;
import dev.narrows.stream.deadletter.ReplaySettings;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters: the newest by filter with counts by reason, one with its headers, and replay of one or of a filter. Any
 * thread; one request at a time, because each reads a topic.
 */
final class DeadLettersApi {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLettersApi.class);
    private static final int LOOKED_AT = 500;
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int MOST_SENT = 10_000;

    private static final Comparator<Map<String, @Nullable Object>> NEWEST_FIRST = Comparator.comparing(
                    (Map<String, @Nullable Object> view) -> String.valueOf(view.get("time")))
            .reversed();

    private final NarrowsSettings settings;

    DeadLettersApi(NarrowsSettings settings) {
        this.settings = settings;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/dead-letters", this::list);
        routes.get("/api/v1/dead-letters/{partition}/{offset}", this::one);
        routes.post("/api/v1/dead-letters/{partition}/{offset}/replay", this::replayOne);
        routes.post("/api/v1/dead-letters/replay", this::replay);
    }

    private synchronized void list(Context http) {
        DeadLetterFilter filter = filter(name -> AlertQuery.given(http, name));
        int most = (int) AlertQuery.given(http, "limit")
                .map(text -> Json.number("limit", text))
                .map(number -> Math.max(1, Math.min(MOST, number)))
                .orElse((long) USUAL)
                .longValue();
        Map<String, Long> reasons = new TreeMap<>();
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        try (DeadLetterTopic letters = open()) {
            Looked looked = letters.newest(filter.ofAnyReason(), LOOKED_AT, letter -> {
                reasons.merge(letter.reason(), 1L, Long::sum);
                if (filter.matches(letter)) {
                    found.add(view(letter));
                    shorten(found, 2 * most, most);
                }
                return true;
            });
            shorten(found, 0, most);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("topic", settings.topics().deadLetters());
            answer.put("letters", found);
            answer.put("reasons", reasons);
            answer.put("looked", looked.records());
            Json.answer(http, answer);
        }
    }

    /** Leaves the newest where there are more than so many. */
    private static void shorten(List<Map<String, @Nullable Object>> found, int beyond, int to) {
        if (found.size() > beyond) {
            found.sort(NEWEST_FIRST);
            found.subList(Math.min(to, found.size()), found.size()).clear();
        }
    }

    private synchronized void one(Context http) {
        DeadLetter letter = find(http);
        Map<String, @Nullable Object> view = view(letter);
        if (settings.http().page()) {
            view.put("headers", LetterView.headers(letter));
        }
        Json.answer(http, view);
    }

    private synchronized void replayOne(Context http) {
        DeadLetter letter = find(http);
        JsonNode body = Json.body(http);
        Replay.Report report = replay(DeadLetterFilter.one(letter.partition(), letter.offset()), body, dryRun(body));
        for (Fate fate : Fate.values()) {
            if (fate != Fate.SENT && report.count(fate) > 0) {
                throw new IllegalStateException(
                        "dead letter " + letter.id() + ": " + fate.label() + " (expected: one that can be sent again)");
            }
        }
        Json.answer(http, report.fields());
    }

    private synchronized void replay(Context http) {
        JsonNode body = Json.body(http);
        JsonNode wanted = body.path("filter");
        DeadLetterFilter filter =
                filter(name -> Optional.of(wanted.path(name).asText("")).filter(text -> !text.isBlank()));
        Replay.Report would = replay(filter, body, true);
        if (would.more()) {
            throw new IllegalArgumentException("filter: more than " + MOST_SENT
                    + " dead letters (expected: fewer; narrows dead-letters replay has no such limit)");
        }
        Json.answer(http, (dryRun(body) ? would : replay(filter, body, false)).fields());
    }

    private Replay.Report replay(DeadLetterFilter filter, JsonNode body, boolean dryRun) {
        String by = Json.text(body, "by");
        String reason = Json.text(body, "reason");
        String input = settings.input().topic();
        ReplaySettings how =
                new ReplaySettings(input, input, dryRun, Double.POSITIVE_INFINITY, MOST_SENT, ReplaySettings.ATTEMPTS);
        try (Replay replay = Replay.open(settings.client(), settings.topics().deadLetters(), how)) {
            Replay.Report report = replay.run(filter, (letter, fate) -> {});
            if (!dryRun) {
                LOG.info(
                        "dead letters sent again by http count={} by={} reason={}",
                        report.count(Fate.SENT),
                        by,
                        reason);
            }
            return report;
        }
    }

    private static boolean dryRun(JsonNode body) {
        return body.path("dryRun").asBoolean(false);
    }

    private DeadLetter find(Context http) {
        int partition = Json.small("partition", http.pathParam("partition"));
        long offset = Json.number("offset", http.pathParam("offset"));
        List<DeadLetter> found = new ArrayList<>();
        try (DeadLetterTopic letters = open()) {
            letters.read(DeadLetterFilter.one(partition, offset), letter -> !found.add(letter));
        }
        if (found.isEmpty()) {
            throw ApiProblem.notFound("dead letter: " + partition + ":" + offset + " (expected: one that "
                    + settings.topics().deadLetters() + " holds)");
        }
        return found.get(0);
    }

    private DeadLetterTopic open() {
        return DeadLetterTopic.open(settings.client(), settings.topics().deadLetters());
    }

    private Map<String, @Nullable Object> view(DeadLetter letter) {
        return LetterView.of(letter, settings.http().page());
    }

    static DeadLetterFilter filter(Function<String, Optional<String>> given) {
        Optional<Long> from = number(given, "fromOffset");
        Optional<Long> to = number(given, "toOffset");
        return new DeadLetterFilter(
                given.apply("reason"),
                given.apply("key").map(KeyPattern::of),
                given.apply("partition")
                        .map(text -> OptionalInt.of(Json.small("partition", text)))
                        .orElse(OptionalInt.empty()),
                from.isPresent() ? OptionalLong.of(from.get()) : OptionalLong.empty(),
                to.isPresent() ? OptionalLong.of(to.get()) : OptionalLong.empty(),
                given.apply("from").map(text -> AlertQuery.time("from", text)),
                given.apply("to").map(text -> AlertQuery.time("to", text)));
    }

    private static Optional<Long> number(Function<String, Optional<String>> given, String name) {
        return given.apply(name).map(text -> Json.number(name, text));
    }
}
