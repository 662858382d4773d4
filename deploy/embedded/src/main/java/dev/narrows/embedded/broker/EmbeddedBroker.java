package dev.narrows.embedded.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A KRaft node, broker and controller at once, in this JVM. Its data stay in a folder and outlive it, also when the
 * process is killed.
 *
 * <p>Listens on the loopback address only, without encryption or passwords but where the settings name further listeners
 * that have them. Any thread may call; {@link #close} returns
 * when the node's threads have ended. A node that fails while it runs completes {@link #ended} exceptionally and
 * leaves the process alone.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final BrokerSettings settings;
    private final Map<String, String> addresses;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final CompletableFuture<Void> ended;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(
            DataFolder folder,
            BrokerSettings settings,
            Map<String, String> addresses,
            SharedServer shared,
            ControllerServer controller,
            CompletableFuture<Void> ended) {
        this.folder = folder;
        this.settings = settings;
        this.addresses = addresses;
        this.controller = controller;
        this.broker = new BrokerServer(shared);
        this.ended = ended;
    }

    /**
     * Starts a node, on a new folder or on one that a node left behind.
     *
     * @param settings where it lives
     * @return the node, ready for clients
     * @throws EmbeddedStartException if the folder is in use, a port is taken, or Kafka refuses the settings
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        Faults.keepProcessAlive();
        DataFolder folder = DataFolder.lock(settings.dataFolder());
        boolean started = false;
        try (BoundPorts ports = new BoundPorts()) {
            folder.format(NodeConfig.NODE_ID, NodeConfig.CONTROLLER);
            EmbeddedBroker node = create(folder, settings, ports);
            node.startServers();
            started = true;
            return node;
        } catch (EmbeddedStartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EmbeddedStartException("broker: " + e.getMessage() + " (expected: a node that starts)", e);
        } finally {
            // Scala throws checked exceptions that no signature tells of; whatever it was, the folder is free again.
            if (!started) {
                folder.close();
            }
        }
    }

    private static EmbeddedBroker create(DataFolder folder, BrokerSettings settings, BoundPorts ports) {
        Map<String, Integer> bound = new TreeMap<>();
        bound.put(NodeConfig.CLIENTS, ports.bind(NodeConfig.CLIENTS, settings.port()));
        bound.put(NodeConfig.CONTROLLER, ports.bind(NodeConfig.CONTROLLER, settings.controllerPort()));
        settings.listeners().keySet().forEach(listener -> bound.put(listener, ports.bind(listener, 0)));
        KafkaConfig config = NodeConfig.of(folder, ports.host(), bound, settings);
        var storage = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        CompletableFuture<Void> ended = new CompletableFuture<>();
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, storage._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                new Faults(ended),
                ports);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
        Map<String, String> addresses = new TreeMap<>();
        bound.forEach((listener, port) -> addresses.put(listener, ports.host() + ":" + port));
        return new EmbeddedBroker(folder, settings, addresses, shared, controller, ended);
    }

    private void startServers() {
        boolean started = false;
        try {
            // The controller first: it tells the node's endpoints to the quorum, and the broker registers with it.
            controller.startup();
            broker.startup();
            started = true;
            LOG.info("broker started bootstrap={} folder={}", bootstrapServers(), settings.dataFolder());
        } finally {
            if (!started) {
                shutDown();
            }
        }
    }

    /**
     * The address for clients.
     *
     * @return host and port
     */
    public String bootstrapServers() {
        return bootstrapServers(NodeConfig.CLIENTS);
    }

    /**
     * The address of one of the further listeners.
     *
     * @param listener its name in the settings
     * @return host and port
     */
    public String bootstrapServers(String listener) {
        String address = addresses.get(listener);
        if (address == null) {
            throw new IllegalArgumentException(
                    "listener: " + listener + " (expected: one of " + addresses.keySet() + ")");
        }
        return address;
    }

    /**
     * The folder that holds the data.
     *
     * @return an absolute path
     */
    public Path dataFolder() {
        return settings.dataFolder();
    }

    /**
     * The end of this node.
     *
     * @return completes when the node was closed, exceptionally when it failed before
     */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Stops the node cleanly and gives the folder free. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                shutDown();
            } finally {
                folder.close();
                ended.complete(null);
            }
        }
    }

    private void shutDown() {
        // The broker needs the controller for a controlled shutdown.
        broker.shutdown(SHUTDOWN_LIMIT);
        broker.awaitShutdown();
        controller.shutdown();
        controller.awaitShutdown();
    }
}
