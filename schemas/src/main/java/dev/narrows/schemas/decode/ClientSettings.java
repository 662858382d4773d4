package dev.narrows.schemas.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Those settings of some Kafka client that a second client beside it should have too: how to reach the brokers and how
 * to prove who one is, not what the first one consumes or what it is called.
 */
public final class ClientSettings {

    private static final Set<String> OF_EVERY_CLIENT = AdminClientConfig.configNames();
    private static final Set<String> OF_ONE = Set.of(
            AdminClientConfig.CLIENT_ID_CONFIG,
            AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
            AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG);

    private ClientSettings() {}

    /** Those of them. */
    public static Map<String, Object> of(Map<String, ?> settings) {
        Map<String, Object> shared = new HashMap<>();
        settings.forEach((key, value) -> {
            if (OF_EVERY_CLIENT.contains(key) && !OF_ONE.contains(key)) {
                shared.put(key, value);
            }
        });
        return shared;
    }
}
