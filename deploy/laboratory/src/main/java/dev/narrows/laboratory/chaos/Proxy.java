package dev.narrows.laboratory.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a port of this machine and passes on what is said, until it is told not to. Any thread; two threads of its
 * own for each connection, and one that takes them.
 */
final class Proxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;

    private enum State {
        OPEN,
        CUT,
        STALLED
    }

    private Proxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Starts one on a free port of the loopback address. */
    static Proxy start(int target) {
        try {
            Proxy proxy = new Proxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
            thread("proxy-" + target, proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    int port() {
        return server.getLocalPort();
    }

    /** Closes all connections, and each that comes. */
    void cut() {
        become(State.CUT);
        open.forEach(Proxy::close);
    }

    /** Keeps connections, and passes nothing on. */
    void stall() {
        become(State.STALLED);
    }

    /** As at first. */
    void mend() {
        become(State.OPEN);
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private synchronized void awaitFlow() throws InterruptedException {
        while (state == State.STALLED) {
            wait();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (isCut()) {
                    close(client);
                } else {
                    thread("proxy-" + target, () -> connect(client));
                }
            } catch (IOException e) {
                // Closed, or a client that was gone before it was taken.
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try (client;
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(peer);
            client.setTcpNoDelay(true);
            peer.setTcpNoDelay(true);
            thread("proxy-" + target, () -> pass(peer, client));
            pass(client, peer);
            open.remove(peer);
        } catch (IOException e) {
            // Nobody listens there, for now.
        } finally {
            open.remove(client);
        }
    }

    /** Until one of them ends; then both do. */
    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitFlow();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use in any case.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
