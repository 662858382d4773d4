package dev.narrows.stream.group;

import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.group.GroupLog;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.topics.TopicAdmin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that all instances of an application id do the same work. Kafka would give an instance with other topics
 * partitions of those that it does not read, and nobody would read them. Each instance writes what it works on to the
 * topic of groups before it joins the group, and whoever finds another's work there is refused, as long as the group has
 * members; a group without members may be given other work. What was written last counts, so of two that start at once
 * only one goes on: the other is told by {@link #check}. Any thread.
 */
public final class GroupGuard {

    private static final Logger LOG = LoggerFactory.getLogger(GroupGuard.class);

    private final GroupLog log;
    private final TopicAdmin admin;
    private final String applicationId;
    private final Work work;
    private final String input;
    private final String latents;
    private final InstantSource clock;

    /**
     * @param log stays the caller's
     * @param admin stays the caller's
     */
    public GroupGuard(GroupLog log, TopicAdmin admin, NarrowsSettings settings, InstantSource clock) {
        this.log = log;
        this.admin = admin;
        this.applicationId = settings.applicationId();
        this.work = Work.of(settings);
        this.input = settings.input().topic();
        this.latents = settings.topics().latents();
        this.clock = clock;
    }

    /**
     * Takes the work, before the group is joined.
     *
     * @return what is allowed and yet may surprise, one line each
     * @throws SettingException when the group has members that do other work
     */
    public List<String> claim() {
        Map<String, GroupWork> groups = log.groups();
        Optional<Work> before = work(groups);
        Optional<String> difference = before.flatMap(work::differenceTo);
        if (difference.isPresent()) {
            if (admin.hasMembers(applicationId)) {
                throw refused(difference.get());
            }
            LOG.warn("group has other work than before group={} difference=\"{}\"", applicationId, difference.get());
        }
        if (before.isEmpty() || difference.isPresent()) {
            log.write(applicationId, new GroupWork(Map.copyOf(work.settings()), Instant.ofEpochMilli(clock.millis())));
            check().ifPresent(why -> {
                throw refused(why);
            });
        }
        return again(groups).stream().toList();
    }

    /** How the group's work differs from that of this instance; empty where it does not. */
    public Optional<String> check() {
        return work(log.groups()).flatMap(work::differenceTo);
    }

    /** What to say of work that differs. */
    public SettingException refused(String difference) {
        return new SettingException(
                "application.id",
                applicationId,
                "another one, or the work that its instances do already: " + difference);
    }

    /** A group that has committed nothing begins at the start of its input. */
    private Optional<String> again(Map<String, GroupWork> groups) {
        long there = admin.records(latents);
        if (there == 0 || admin.hasCommitted(applicationId, input)) {
            return Optional.empty();
        }
        String others = groups.entrySet().stream()
                .filter(group -> !group.getKey().equals(applicationId))
                .filter(group -> new Work(group.getValue().getWork()).sharesLatentsWith(work))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of("application.id " + applicationId + " has read nothing of " + input + " yet, and " + latents
                + " holds latents already" + (others.isEmpty() ? "" : ", those of " + others)
                + ": every vector that " + input + " still holds is encoded and written once more");
    }

    private Optional<Work> work(Map<String, GroupWork> groups) {
        return Optional.ofNullable(groups.get(applicationId)).map(group -> new Work(group.getWork()));
    }
}
