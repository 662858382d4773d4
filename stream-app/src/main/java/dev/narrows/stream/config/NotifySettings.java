package dev.narrows.stream.config;

import java.time.Duration;

/**
 * How people are told of alerts.
 *
 * @param enabled whether this process tells them
 * @param subscriptionsTopic who wants to hear of which
 * @param lettersTopic messages that no receiver took
 * @param privateAddresses whether receivers may be at loopback and private addresses
 * @param timeout of one try
 * @param patience how long a message is tried
 */
public record NotifySettings(
        boolean enabled,
        String subscriptionsTopic,
        String lettersTopic,
        boolean privateAddresses,
        Duration timeout,
        Duration patience) {}
