/**
 * The hot codec of {@link dev.narrows.schemas.Latent}: the same bytes as Avro's own, without its objects.
 *
 * <p>Entry types: {@link dev.narrows.schemas.latent.LatentWriter} and {@link dev.narrows.schemas.latent.LatentReader}.
 * What a code means is not known here.
 */
@NullMarked
package dev.narrows.schemas.latent;

import org.jspecify.annotations.NullMarked;
