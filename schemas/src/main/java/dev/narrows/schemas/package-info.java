/**
 * The contract between service, trainer and consumers: Avro records, generated from {@code src/main/avro} into this
 * package, and beneath it the wire format, the model artefact and what it takes to decode a latent. It knows neither
 * Kafka Streams nor libtorch, so that a consumer can depend on it alone.
 */
@NullMarked
package dev.narrows.schemas;

import org.jspecify.annotations.NullMarked;
