package dev.narrows.laboratory.chaos;

import dev.narrows.embedded.Addresses;
import dev.narrows.embedded.EmbeddedMain;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.jvm.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Broker and registry in a process that is killed and started again on the same ports, behind a proxy each. One thread. */
final class Ground implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx768m", "-XX:+UseParallelGC");

    private static final Duration START = Duration.ofMinutes(2);

    private final Path scratch;
    private final int brokerPort = freePort();
    private final int registryPort = freePort();
    private final Proxy broker = Proxy.start(brokerPort);
    private final Proxy registry = Proxy.start(registryPort);
    private ChildJvm process;
    private int starts;

    private Ground(Path scratch) {
        this.scratch = scratch;
        this.process = startProcess();
    }

    /** Starts both; they are not there yet. */
    static Ground start(Path scratch) {
        return new Ground(scratch);
    }

    /** Waits until it is there for the first time. */
    void awaitStart() {
        Waiting.until(START, "broker", () -> {
            process.requireAlive();
            return Addresses.of(folder());
        });
    }

    /** Address of the proxy before the broker, which the broker tells to clients as its own. */
    String brokers() {
        return "127.0.0.1:" + broker.port();
    }

    String registryUrl() {
        return "http://127.0.0.1:" + registry.port();
    }

    Proxy network() {
        return broker;
    }

    Proxy registry() {
        return registry;
    }

    void requireAlive() {
        process.requireAlive();
    }

    /** Kills both. */
    void kill() {
        process.kill();
    }

    /** Starts both again, on what they had written. */
    void again() {
        process = startProcess();
    }

    @Override
    public void close() {
        process.close();
        broker.close();
        registry.close();
    }

    private Path folder() {
        return scratch.resolve("broker");
    }

    private ChildJvm startProcess() {
        starts++;
        return ChildJvm.start(
                "broker-" + starts,
                scratch,
                OPTIONS,
                List.of(
                        EmbeddedMain.class.getName(),
                        "--folder",
                        folder().toString(),
                        "--port",
                        "" + brokerPort,
                        "--registry-port",
                        "" + registryPort,
                        "--set",
                        "advertised.listeners=PLAINTEXT://" + brokers(),
                        // What a killed service leaves open is cleared away in a second instead of ten.
                        "--set",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
