package dev.narrows.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a cluster can be reached, under the names that clients' settings use.
 *
 * @param bootstrapServers host and port of the broker
 * @param registryUrl      http URL of the registry, without a path
 */
public record Addresses(String bootstrapServers, String registryUrl) {

    /** Name of the file in the data folder that holds the addresses while the cluster runs. */
    public static final String FILE_NAME = "addresses.properties";

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String REGISTRY_URL = "schema.registry.url";

    /**
     * The addresses of the cluster that runs, or was killed, in a folder.
     *
     * @param dataFolder the cluster's data folder
     * @return empty if no cluster runs there
     */
    public static Optional<Addresses> of(Path dataFolder) {
        Path file = dataFolder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(
                new Addresses(properties.getProperty(BOOTSTRAP_SERVERS), properties.getProperty(REGISTRY_URL)));
    }

    /**
     * Client settings that lead to the cluster.
     *
     * @return {@code bootstrap.servers} and {@code schema.registry.url}
     */
    public Map<String, String> toSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
        settings.put(REGISTRY_URL, registryUrl);
        return settings;
    }

    /**
     * The settings on one line, as the process of its own prints them.
     *
     * @return {@code name=value} pairs with a space between
     */
    @Override
    public String toString() {
        return BOOTSTRAP_SERVERS + "=" + bootstrapServers + " " + REGISTRY_URL + "=" + registryUrl;
    }

    /** Writes the file whole, so that nobody reads half of it. */
    void writeTo(Path dataFolder) {
        try {
            Path whole = Files.createTempFile(dataFolder, FILE_NAME, ".new");
            Files.writeString(whole, toString().replace(' ', '\n') + "\n", UTF_8);
            Files.move(
                    whole,
                    dataFolder.resolve(FILE_NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteFrom(Path dataFolder) {
        try {
            Files.deleteIfExists(dataFolder.resolve(FILE_NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
