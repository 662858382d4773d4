package dev.narrows.embedded;

import dev.narrows.embedded.broker.EmbeddedBroker;
import dev.narrows.embedded.registry.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * A broker and a schema registry in this JVM. What clients wrote stays in the data folder and is there again at the next
 * start, on the same folder, whatever the ports are then.
 *
 * <p>Any thread may call; {@link #close} returns when all threads of both have ended. While it runs, the folder holds the
 * file {@link Addresses#FILE_NAME}, for processes that look for it.
 */
public final class EmbeddedCluster implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final Addresses addresses;

    private EmbeddedCluster(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
        this.addresses = new Addresses(broker.bootstrapServers(), registry.url());
    }

    /**
     * Starts a cluster on free ports.
     *
     * @param dataFolder folder of the data, made if missing
     * @return the cluster, ready for clients
     * @throws dev.narrows.embedded.broker.EmbeddedStartException if the folder is in use or the broker does not start
     */
    public static EmbeddedCluster start(Path dataFolder) {
        return start(ClusterSettings.of(dataFolder));
    }

    /**
     * Starts a cluster.
     *
     * @param settings where it lives
     * @return the cluster, ready for clients
     * @throws dev.narrows.embedded.broker.EmbeddedStartException if the folder is in use, a port is taken, or the broker
     *                                                            does not start
     */
    public static EmbeddedCluster start(ClusterSettings settings) {
        EmbeddedBroker broker = EmbeddedBroker.start(settings.broker());
        EmbeddedRegistry registry = null;
        try {
            registry = EmbeddedRegistry.start(broker.bootstrapServers(), settings.registryPort());
            EmbeddedCluster cluster = new EmbeddedCluster(broker, registry);
            cluster.addresses.writeTo(broker.dataFolder());
            return cluster;
        } catch (RuntimeException e) {
            if (registry != null) {
                registry.close();
            }
            broker.close();
            throw e;
        }
    }

    /**
     * Where clients reach it.
     *
     * @return the addresses, the same until it is closed
     */
    public Addresses addresses() {
        return addresses;
    }

    /**
     * The broker's address.
     *
     * @return host and port
     */
    public String bootstrapServers() {
        return addresses.bootstrapServers();
    }

    /**
     * The registry's address.
     *
     * @return an http URL without a path
     */
    public String registryUrl() {
        return addresses.registryUrl();
    }

    /**
     * The folder that holds the data.
     *
     * @return an absolute path
     */
    public Path dataFolder() {
        return broker.dataFolder();
    }

    /**
     * The end of the broker.
     *
     * @return completes when the cluster was closed, exceptionally when the broker failed before
     */
    public CompletionStage<Void> ended() {
        return broker.ended();
    }

    /** Stops the registry, then the broker. A second call does nothing. */
    @Override
    public void close() {
        try {
            registry.close();
            Addresses.deleteFrom(broker.dataFolder());
        } finally {
            broker.close();
        }
    }
}
