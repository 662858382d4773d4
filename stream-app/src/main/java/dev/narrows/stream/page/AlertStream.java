package dev.narrows.stream.page;

import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.stream.look.RecentAlerts;
import dev.narrows.stream.look.RecentAlerts.Seen;
import dev.narrows.stream.page.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The alerts that one listener hears of: those that its filter takes, as they come, each with an id that says how far the
 * listener is in each partition of the alerts topic ({@code 0:17,1:4}: heard up to offset 17 of partition 0). Whoever comes
 * back with the last id, to this instance or another, hears what came meanwhile; where that is more than is kept here, a
 * {@code gap} says which offsets of the topic to read. For the thread of its listener.
 */
final class AlertStream {

    /** Longest id that is taken. */
    private static final int LONGEST_ID = 10_000;

    private final RecentAlerts alerts;
    private final AlertFilter filter;
    private final Function<Seen, Object> view;
    private final Map<Integer, Long> heard;
    private long told;
    private boolean resumed;

    /**
     * What is told at once.
     *
     * @param name of the event
     * @param data JSON
     * @param id how far the listener is then
     */
    record Event(String name, String data, String id) {}

    /**
     * @param lastId of the last event that was heard; empty for what comes from now on
     * @param view of an alert, for JSON
     * @throws IllegalArgumentException when the id is none
     */
    AlertStream(RecentAlerts alerts, AlertFilter filter, String lastId, Function<Seen, Object> view) {
        this.alerts = alerts;
        this.filter = filter;
        this.view = view;
        this.heard = parse(lastId);
        this.resumed = !heard.isEmpty();
        this.told = resumed ? 0 : alerts.last();
    }

    /** What came since the last call. */
    List<Event> next() {
        List<Seen> came = alerts.after(told);
        List<Event> events = new ArrayList<>();
        if (resumed) {
            gaps(came, events);
            resumed = false;
        }
        for (Seen seen : came) {
            PlacedAlert placed = seen.placed();
            told = seen.number();
            if (placed.offset() > heard.getOrDefault(placed.partition(), -1L)) {
                heard.put(placed.partition(), placed.offset());
                if (filter.matches(placed)) {
                    events.add(new Event("alert", Json.text(view.apply(seen)), id()));
                }
            }
        }
        return events;
    }

    /** Offsets between the last one heard of and the first one kept may be transaction marks, or alerts. */
    private void gaps(List<Seen> kept, List<Event> events) {
        Map<Integer, Long> first = new TreeMap<>();
        kept.forEach(seen ->
                first.putIfAbsent(seen.placed().partition(), seen.placed().offset()));
        first.forEach((partition, offset) -> {
            Long last = heard.get(partition);
            if (last != null && last + 1 < offset) {
                Map<String, Object> gap = Map.of("partition", partition, "from", last + 1, "to", offset);
                events.add(new Event("gap", Json.text(gap), id()));
            }
        });
    }

    private String id() {
        return heard.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<Integer, Long> parse(String id) {
        Map<Integer, Long> heard = new TreeMap<>();
        if (id.isEmpty()) {
            return heard;
        }
        if (id.length() > LONGEST_ID || !id.matches("(\\d{1,9}:\\d{1,18},)*\\d{1,9}:\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "Last-Event-ID: " + id.length() + " characters (expected: an id of this stream, as 0:17,1:4)");
        }
        for (String part : id.split(",", -1)) {
            int colon = part.indexOf(':');
            heard.put(Integer.parseInt(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
        }
        return heard;
    }
}
