package dev.narrows.stream.page;

import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.stream.page.request.Json;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The filter that a request's query asks for. */
final class AlertQuery {

    private AlertQuery() {}

    /** @throws IllegalArgumentException when a parameter is not what it should be */
    static AlertFilter of(Context http) {
        Optional<String> version = given(http, "version");
        return new AlertFilter(
                given(http, "key").map(KeyPattern::of),
                given(http, "severity").map(AlertQuery::severity).orElse(0.0),
                given(http, "model"),
                version.isPresent() ? OptionalInt.of(Json.small("version", version.get())) : OptionalInt.empty(),
                given(http, "feature"),
                given(http, "from").map(text -> time("from", text)),
                given(http, "to").map(text -> time("to", text)));
    }

    static Optional<String> given(Context http, String name) {
        return Optional.ofNullable(http.queryParam(name)).filter(text -> !text.isBlank());
    }

    static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: a time as 2026-01-31T12:00:00Z)", e);
        }
    }

    private static double severity(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("severity: " + text + " (expected: a number)", e);
        }
    }
}
