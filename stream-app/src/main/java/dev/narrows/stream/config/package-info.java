/**
 * The settings: read from file, environment and flags, checked, and turned into what Kafka Streams is configured with.
 * Entry: {@link dev.narrows.stream.config.NarrowsSettings}. Knows every key, touches nothing outside this process.
 */
@NullMarked
package dev.narrows.stream.config;

import org.jspecify.annotations.NullMarked;
