package dev.narrows.embedded.registry;

import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** How a version is named in an address: a number from 1, or {@code latest}, or -1 for the same. */
final class VersionName {

    static final int LATEST = -1;

    private VersionName() {}

    static int parse(String text) throws RestClientException {
        if (text.equals("latest")) {
            return LATEST;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 || number == LATEST) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Falls through to the one refusal.
        }
        throw Refusals.invalidVersion(text);
    }
}
