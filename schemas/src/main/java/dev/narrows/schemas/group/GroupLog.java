package dev.narrows.schemas.group;

import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.keyed.KeyedLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.util.Map;

/**
 * The topic of what each group works on: compacted, key the application id, the last record counts. Any thread; the
 * registry that it was opened with stays the caller's. Methods throw Kafka's exceptions when the brokers do not answer,
 * and {@link dev.narrows.schemas.registry.RegistryException} when the registry does not; trying again is safe.
 */
public final class GroupLog implements AutoCloseable {

    private final KeyedLog<GroupWork> log;

    private GroupLog(KeyedLog<GroupWork> log) {
        this.log = log;
    }

    /**
     * Opens the topic; makes it, compacted and kept for ever, where it is missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     */
    public static GroupLog open(Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry) {
        return new GroupLog(KeyedLog.open(kafkaClientSettings, topic, registry, GroupWork.getClassSchema()));
    }

    /** What each group works on now, by application id. */
    public Map<String, GroupWork> groups() {
        return log.all();
    }

    /** Writes what a group works on from now on, and waits until the brokers have it. */
    public void write(String applicationId, GroupWork work) {
        log.write(applicationId, work);
    }

    @Override
    public void close() {
        log.close();
    }
}
