package dev.narrows.embedded.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Sockets bound before the broker is configured, and handed to it when it asks for them.
 *
 * <p>The controller's address has to stand in the configuration before it listens; a port that was free a moment ago
 * and is named in a setting may be taken by then, a bound one cannot. Loopback only.
 */
final class BoundPorts implements ServerSocketFactory, AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Map<String, ServerSocketChannel> waiting = new ConcurrentHashMap<>();

    /**
     * Binds a listener.
     *
     * @param port 0 for a free one
     * @return the port that it got
     * @throws EmbeddedStartException if the port is taken
     */
    int bind(String listener, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            waiting.put(listener, channel);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(LOOPBACK, port));
            return channel.socket().getLocalPort();
        } catch (IOException e) {
            close();
            throw new EmbeddedStartException("port: " + port + " (expected: a free port on this machine)", e);
        }
    }

    /** Host name that goes with the ports. */
    String host() {
        return LOOPBACK.getHostAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel bound = waiting.remove(listenerName);
        return bound != null ? bound : INSTANCE.openServerSocket(listenerName, address, backlog, receiveBufferBytes);
    }

    /** Closes the sockets that nobody asked for. */
    @Override
    public void close() {
        waiting.values().forEach(channel -> {
            try {
                channel.close();
            } catch (IOException ignored) {
                // A socket that will not close is lost either way; the process goes on.
            }
        });
        waiting.clear();
    }
}
