/**
 * Apache Flink: a source of the latents topic gives vectors. Entry: {@link dev.narrows.clients.flink.VectorDeserializationSchema}.
 * Reads no topic but {@code models}.
 */
@NullMarked
package dev.narrows.clients.flink;

import org.jspecify.annotations.NullMarked;
