package dev.narrows.embedded;

import dev.narrows.embedded.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where an embedded cluster keeps its data and where it listens.
 *
 * @param broker       the broker's settings; its folder is the cluster's
 * @param registryPort port of the registry on the loopback address, 0 to 65535; 0 takes a free one
 */
public record ClusterSettings(BrokerSettings broker, int registryPort) {

    /** Checks the port. */
    public ClusterSettings {
        if (registryPort < 0 || registryPort > 65_535) {
            throw new IllegalArgumentException("registryPort: " + registryPort + " (expected: 0 to 65535)");
        }
    }

    /**
     * Free ports, and Kafka settings as they are.
     *
     * @param dataFolder folder of the data, made if missing
     * @return the settings
     */
    public static ClusterSettings of(Path dataFolder) {
        return of(dataFolder, 0, 0);
    }

    /**
     * Asked ports, and Kafka settings as they are.
     *
     * @param dataFolder   folder of the data, made if missing
     * @param brokerPort   0 for a free one
     * @param registryPort 0 for a free one
     * @return the settings
     */
    public static ClusterSettings of(Path dataFolder, int brokerPort, int registryPort) {
        return new ClusterSettings(new BrokerSettings(dataFolder, brokerPort, 0, Map.of()), registryPort);
    }
}
