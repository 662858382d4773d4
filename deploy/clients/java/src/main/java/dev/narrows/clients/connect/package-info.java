/**
 * Kafka Connect: sinks write vectors where the topic holds latents. Entry: {@link
 * dev.narrows.clients.connect.VectorConverter}. Knows no sink, and runs in the worker's process.
 */
@NullMarked
package dev.narrows.clients.connect;

import org.jspecify.annotations.NullMarked;
