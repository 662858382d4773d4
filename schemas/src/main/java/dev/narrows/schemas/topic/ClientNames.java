package dev.narrows.schemas.topic;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The names of the settings of Kafka's clients. A name that is none of them is passed on all the same, because plug-ins
 * (metrics reporters, callback handlers, interceptors) read names of their own; a misspelt one would do nothing, in
 * silence. Stateless; any thread.
 */
public final class ClientNames {

    /** Those of consumers, producers and admin clients. */
    public static final Set<String> KNOWN = known();

    private ClientNames() {}

    /**
     * What to say of a setting whose name nobody may know.
     *
     * @param prefix what stands before the name where a person writes it, or nothing
     * @param name of the setting
     * @param known names that are known
     * @return one line; empty where the name is known
     */
    public static Optional<String> warning(String prefix, String name, Set<String> known) {
        if (known.contains(name)) {
            return Optional.empty();
        }
        String meant = Misspelt.nearest(name, known)
                .map(near -> ", perhaps " + prefix + near)
                .orElse("");
        return Optional.of(prefix + name + ": not a setting of Kafka (expected: one" + meant
                + ", or one that a plug-in of yours reads)");
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>(ConsumerConfig.configNames());
        names.addAll(ProducerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        return Collections.unmodifiableSet(names);
    }
}
