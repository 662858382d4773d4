package dev.narrows.stream.topics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the brokers describe it.
 *
 * @param name its name
 * @param partitions how many it has
 * @param allowed what we may do with it; empty where the brokers do not tell
 * @param config its settings in force; empty where we may not see them
 */
record TopicState(String name, int partitions, Set<AclOperation> allowed, Map<String, String> config) {

    static TopicState of(TopicDescription description, Map<String, String> config) {
        return new TopicState(
                description.name(),
                description.partitions().size(),
                Optional.ofNullable(description.authorizedOperations()).orElse(Set.of()),
                config);
    }

    static Map<String, String> values(Config config) {
        Map<String, String> values = new TreeMap<>();
        config.entries().stream()
                .filter(entry -> entry.value() != null)
                .forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }

    boolean allows(AclOperation operation) {
        return allowed.isEmpty() || allowed.contains(operation);
    }

    boolean isCompacted() {
        return config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    boolean isDeleted() {
        return config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    /** A setting's number, or what to take where it is not known. */
    long number(String setting, long otherwise) {
        String value = config.get(setting);
        return value == null ? otherwise : Long.parseLong(value);
    }
}
