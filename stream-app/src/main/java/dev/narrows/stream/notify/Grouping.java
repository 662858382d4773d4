package dev.narrows.stream.notify;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.PlacedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts alerts together into messages, as Prometheus' Alertmanager does: the first message of a group waits for more, then
 * there is one an interval at most while news comes, one more after a long while without, and a last one when the group
 * was quiet for long enough. Where more than five groups are due at once, all that have news are told in one message, so
 * a storm becomes a handful of them, however many keys it has. Not thread-safe; the caller tells the time.
 */
final class Grouping {

    static final int MOST_AT_ONCE = 5;

    private static final int MOST_GROUPS = 20_000;
    private static final String OTHERS = "others";

    private final WebhookSubscription subscription;
    private final Map<String, Group> open = new LinkedHashMap<>();
    private List<Group> inWork = List.of();
    private final Map<Integer, Long> beingTold = new HashMap<>();

    Grouping(WebhookSubscription subscription) {
        this.subscription = subscription;
    }

    /** An alert that the subscription wants. */
    void add(PlacedAlert placed, long now) {
        String name = name(placed);
        if (open.size() >= MOST_GROUPS && !open.containsKey(name)) {
            name = OTHERS;
        }
        open.computeIfAbsent(name, key -> new Group(key, placed, now)).add(placed, now);
    }

    /** The next message; while one is in work the same is not made again. Call {@link #told} once the receiver has it. */
    Optional<Notice> next(long now) {
        if (!inWork.isEmpty()) {
            throw new IllegalStateException("message: in work (expected: told before the next)");
        }
        List<Group> news =
                open.values().stream().filter(group -> isNews(group, now)).toList();
        if (news.size() > MOST_AT_ONCE) {
            // What would be due a moment later goes with it, or a storm would be a message a moment.
            return Optional.of(take(
                    open.values().stream()
                            .filter(group -> group.hasNews() || isNews(group, now))
                            .toList(),
                    false,
                    now));
        }
        if (!news.isEmpty()) {
            return Optional.of(take(news, false, now));
        }
        List<Group> over =
                open.values().stream().filter(group -> isOver(group, now)).toList();
        return over.isEmpty() ? Optional.empty() : Optional.of(take(over, true, now));
    }

    /** The receiver has the message that was in work, or never will. */
    void told() {
        inWork = List.of();
        beingTold.clear();
    }

    /** The lowest offset of a partition that may not count as done yet; the given one where all before it is told. */
    long lowestUntold(int partition, long position) {
        long lowest = Math.min(position, beingTold.getOrDefault(partition, position));
        for (Group group : open.values()) {
            lowest = Math.min(lowest, group.untold.getOrDefault(partition, position));
        }
        return lowest;
    }

    /** Groups that are not over. */
    int size() {
        return open.size();
    }

    private boolean isNews(Group group, long now) {
        if (!group.wasTold()) {
            return now - group.openedAt >= subscription.getGroupWaitMs();
        }
        long since = now - group.toldAt;
        return group.hasNews()
                ? since >= subscription.getGroupIntervalMs()
                : since >= subscription.getRepeatIntervalMs() && !isOver(group, now);
    }

    private boolean isOver(Group group, long now) {
        return group.wasTold() && !group.hasNews() && now - group.lastAt >= subscription.getResolveAfterMs();
    }

    private Notice take(List<Group> due, boolean resolved, long now) {
        // Those that wait longest first; a few are told one by one, in that order, many together.
        inWork = due.size() > MOST_AT_ONCE ? due : due.subList(0, 1);
        Notice notice = notice(inWork, resolved);
        for (Group group : inWork) {
            group.untold.forEach((partition, offset) -> beingTold.merge(partition, offset, Math::min));
            group.tell(now);
            if (resolved) {
                open.remove(group.name);
            }
        }
        return notice;
    }

    private Notice notice(List<Group> groups, boolean resolved) {
        Group first = groups.get(0);
        long count = 0;
        Instant began = first.began;
        Instant last = first.last;
        List<PlacedAlert> worst = new ArrayList<>();
        for (Group group : groups) {
            count += group.count;
            began = group.began.isBefore(began) ? group.began : began;
            last = group.last.isAfter(last) ? group.last : last;
            group.worst.forEach(each -> Group.keepWorst(worst, each));
        }
        String name = groups.size() == 1 ? first.name : groups.size() + " groups";
        String id = Notice.id(
                subscription.getId(),
                name,
                first.first.id(),
                Integer.toString(first.messages),
                Boolean.toString(resolved));
        return new Notice(id, name, groups.size(), resolved, count, began, last, worst);
    }

    private String name(PlacedAlert placed) {
        AnomalyAlert alert = placed.alert();
        List<String> parts = new ArrayList<>();
        for (String by : subscription.getGroupBy()) {
            switch (by) {
                case "key" -> parts.add("key " + placed.key());
                case "model" -> parts.add("model " + alert.getModelName() + " version " + alert.getModelVersion());
                case "feature" -> parts.add("feature " + leading(alert));
                default -> throw new IllegalArgumentException("groupBy: " + by + " (expected: key, model, feature)");
            }
        }
        return parts.isEmpty() ? "all" : String.join(", ", parts);
    }

    private static String leading(AnomalyAlert alert) {
        return alert.getContributions().stream()
                .findFirst()
                .map(each -> each.getName() == null ? Integer.toString(each.getFeature()) : each.getName())
                .orElse("unknown");
    }
}
