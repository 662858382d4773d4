package dev.narrows.embedded.peer;

import dev.narrows.embedded.fixture.TestCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The program {@code peer.mjs}: KafkaJS and its schema registry client, installed from npm once a build folder and list of packages. */
final class NodePeer {

    private static final Path FOLDER = Path.of("target", "foreign-peer");
    private static final Map<String, String> FILES = Map.of(
            "peer.mjs", "peer.mjs", "decode.mjs", "decode.mjs", "package.json", "package.json", "npmrc", ".npmrc");
    private static final Path CLIENT = Path.of("..", "clients", "node");

    private NodePeer() {}

    /** Skips the test, with the reason, where there is no Node.js or npm cannot get the packages. */
    static void assumeInstalled() {
        Command.assumePresent("node");
        Command.assumePresent("npm");
        copyFiles();
        Path done = FOLDER.resolve("installed.json");
        Path wanted = FOLDER.resolve("package.json");
        try {
            if (!Files.exists(done) || Files.mismatch(done, wanted) >= 0) {
                Command.Result installed = Command.run(FOLDER, List.of("npm", "install", "--loglevel=error"));
                Assumptions.assumeTrue(installed.status() == 0, "npm install: " + installed.errors());
                Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints: a line of JSON a record read, or one line about what was written. */
    static List<String> run(String mode, TestCluster cluster, String topic, int count) {
        return run(mode, cluster, topic, Integer.toString(count));
    }

    /** As above, of a model's version instead of so many records. */
    static List<String> run(String mode, TestCluster cluster, String topic, String wanted) {
        Command.Result result = Command.run(
                FOLDER,
                List.of("node", "peer.mjs", mode, cluster.bootstrapServers(), cluster.registryUrl(), topic, wanted));
        if (result.status() != 0) {
            throw new AssertionError("peer.mjs " + mode + " ended with " + result.status() + ": " + result.errors());
        }
        return result.text().lines().toList();
    }

    /** What our client for Node.js makes of the records of a topic: a line of JSON each. */
    static List<String> decode(
            TestCluster cluster, String topic, String models, String model, int count, String trustedKey) {
        Command.Result result = Command.run(
                FOLDER,
                List.of(
                        "node",
                        "decode.mjs",
                        cluster.bootstrapServers(),
                        cluster.registryUrl(),
                        topic,
                        models,
                        model,
                        Integer.toString(count),
                        trustedKey));
        if (result.status() != 0) {
            throw new AssertionError("decode.mjs ended with " + result.status() + ": " + result.errors());
        }
        return result.text().lines().toList();
    }

    private static void copyClient() {
        Path to = FOLDER.resolve("narrows");
        try (Stream<Path> files = Files.list(CLIENT)) {
            Files.createDirectories(to);
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyFiles() {
        copyClient();
        FILES.forEach((resource, name) -> {
            try (InputStream in = NodePeer.class.getResourceAsStream("/foreign-peer/" + resource)) {
                Files.createDirectories(FOLDER);
                Files.copy(in, FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
