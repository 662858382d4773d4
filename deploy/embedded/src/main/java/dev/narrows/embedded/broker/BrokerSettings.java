package dev.narrows.embedded.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where an embedded broker keeps its data, where it listens, and which Kafka broker settings differ from ours.
 *
 * @param dataFolder     folder of the data; made if missing, owned by one broker at a time
 * @param port           port for clients on the loopback address, 0 to 65535; 0 takes a free one
 * @param controllerPort port of the controller on the loopback address, 0 to 65535; 0 takes a free one
 * @param overrides      Kafka broker settings by name; they win over ours, but must not hold a name that the two
 *                       ports and the folder already decide. {@code advertised.listeners} may be among them, where
 *                       clients reach it through a proxy
 * @param listeners      further listeners on free ports of the loopback address: Kafka's name of the security protocol
 *                       by the listener's name, such as {@code SECURED} and {@code SASL_SSL}
 */
public record BrokerSettings(
        Path dataFolder, int port, int controllerPort, Map<String, String> overrides, Map<String, String> listeners) {

    private static final Set<String> DECIDED_HERE = Set.of(
            "process.roles",
            "node.id",
            "listeners",
            "controller.listener.names",
            "controller.quorum.voters",
            "controller.quorum.bootstrap.servers",
            "listener.security.protocol.map",
            "inter.broker.listener.name",
            "log.dir",
            "log.dirs",
            "metadata.log.dir");

    /** Checks the ports and refuses overrides of what the other components decide. */
    public BrokerSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        dataFolder = dataFolder.toAbsolutePath().normalize();
        checkPort("port", port);
        checkPort("controllerPort", controllerPort);
        overrides = Map.copyOf(overrides);
        listeners = Map.copyOf(listeners);
        for (String name : List.of(NodeConfig.CLIENTS, NodeConfig.CONTROLLER)) {
            if (listeners.containsKey(name)) {
                throw new IllegalArgumentException("listeners: " + name + " (expected: a name that is not taken)");
            }
        }
        for (String name : overrides.keySet()) {
            if (DECIDED_HERE.contains(name)) {
                throw new IllegalArgumentException(
                        "overrides: " + name + " (expected: a setting that folder and ports do not decide)");
            }
        }
    }

    /** As the others, with the one listener for clients. */
    public BrokerSettings(Path dataFolder, int port, int controllerPort, Map<String, String> overrides) {
        this(dataFolder, port, controllerPort, overrides, Map.of());
    }

    /**
     * Free ports and no overrides.
     *
     * @param dataFolder folder of the data
     * @return the settings
     */
    public static BrokerSettings of(Path dataFolder) {
        return new BrokerSettings(dataFolder, 0, 0, Map.of());
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
        }
    }
}
