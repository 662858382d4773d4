package dev.narrows.stream;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.status.StatusServer;
import java.util.Map;

/**
 * What a program that takes over the command {@code serve} puts around the service: it is opened before the service
 * starts and closed after it has stopped. One thread.
 */
public interface Surroundings extends AutoCloseable {

    /** Nothing: the service alone. */
    Surroundings NONE = new Surroundings() {};

    /**
     * Starts what the service is to find; where several pipelines run, called for each, and once more.
     *
     * @param given what file, environment and flags set, for this pipeline
     * @return settings for what they leave open
     */
    default Map<String, String> open(Map<String, String> given) {
        return Map.of();
    }

    /** Further routes of the service's HTTP server. */
    default StatusServer.Routes routes(NarrowsSettings settings) {
        return StatusServer.Routes.NONE;
    }

    /** Stops what was started; also called where only a part of it was. */
    @Override
    default void close() {}
}
