package dev.narrows.stream.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How each part of the service is, and with it the whole: live unless it has failed for good, ready when every part is
 * up. Any thread.
 */
public final class Health {

    private final InstantSource clock;
    private final Map<Part, PartState> parts = new EnumMap<>(Part.class);
    private final List<String> warnings = new ArrayList<>();
    private String failure = "";

    /**
     * How one part is.
     *
     * @param up whether it is as it should be
     * @param detail how it is, or why it is not up
     * @param notice what was refused or is worth knowing although the part is up; empty where there is nothing
     * @param since when it came up or went down last, or another model took its place, ISO-8601
     */
    public record PartState(
            boolean up,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String notice,
            String since) {}

    /**
     * The whole service.
     *
     * @param ready whether every part is up
     * @param failure why it stopped for good; empty otherwise
     * @param parts by name
     * @param warnings what the check of the topics found
     */
    public record Report(
            boolean ready,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String failure,
            Map<String, PartState> parts,
            List<String> warnings) {}

    /** @param clock tells since when a part is as it is */
    public Health(InstantSource clock) {
        this.clock = clock;
        for (Part part : Part.values()) {
            parts.put(part, new PartState(false, "not started", "", now()));
        }
    }

    /** A part is as it should be. */
    public void up(Part part, String detail) {
        set(part, true, detail, "");
    }

    /** A part is not as it should be. */
    public void down(Part part, String reason) {
        set(part, false, reason, "");
    }

    /** Something about a part is worth knowing; it stays up or down. */
    public synchronized void notice(Part part, String notice) {
        PartState before = part(part);
        parts.put(part, new PartState(before.up(), before.detail(), notice, before.since()));
    }

    /** Something that is allowed and may yet surprise. */
    public synchronized void warn(String warning) {
        warnings.add(warning);
    }

    /** The service has failed for good; the first reason stays. */
    public synchronized void failed(String reason) {
        if (failure.isEmpty()) {
            failure = reason;
        }
    }

    /** Whether the process does any good: false once the service has failed for good. */
    public synchronized boolean isLive() {
        return failure.isEmpty();
    }

    /** How a part is. */
    public synchronized PartState part(Part part) {
        return Objects.requireNonNull(parts.get(part));
    }

    /** How all is. */
    public synchronized Report report() {
        Map<String, PartState> byName = new LinkedHashMap<>();
        parts.forEach((part, state) -> byName.put(part.label(), state));
        boolean ready = failure.isEmpty() && parts.values().stream().allMatch(PartState::up);
        return new Report(ready, failure, byName, List.copyOf(warnings));
    }

    private synchronized void set(Part part, boolean up, String detail, String notice) {
        PartState before = part(part);
        // A model that took another's place is up since then.
        boolean replaced = part == Part.MODEL && up && !before.detail().equals(detail);
        boolean same = before.up() == up && !replaced;
        String since = same ? before.since() : now();
        parts.put(part, new PartState(up, detail, notice, since));
    }

    private String now() {
        return Instant.ofEpochMilli(clock.millis()).toString();
    }
}
