/**
 * What a consumer needs: latents back to vectors, with whatever model version each was made by.
 *
 * <p>Entry types: {@link dev.narrows.schemas.decode.VectorDecoder} for batches, and {@link
 * dev.narrows.schemas.decode.ReconstructingDeserializer} for any Kafka consumer, by its settings alone. Nothing here
 * writes.
 */
@NullMarked
package dev.narrows.schemas.decode;

import org.jspecify.annotations.NullMarked;
