/**
 * Latents made where the vectors are: what the service makes of a vector, for producers that save the way to the broker as
 * well.
 *
 * <p>Entry types: {@link dev.narrows.schemas.encode.EncodingSerializer} for any Kafka producer, by its settings alone, {@link
 * dev.narrows.schemas.encode.VectorEncoder} for batches, {@link dev.narrows.schemas.encode.VectorSerde} for Kafka Streams.
 * {@link dev.narrows.schemas.encode.Corrections} is the service's as well. Nothing here sends, and nothing raises alerts.
 */
@NullMarked
package dev.narrows.schemas.encode;

import org.jspecify.annotations.NullMarked;
