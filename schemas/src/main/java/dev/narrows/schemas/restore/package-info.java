/**
 * The producers' own records back from latents that carry them.
 *
 * <p>Entry type: {@link dev.narrows.schemas.restore.RestoringDeserializer}. Vectors alone are the business of {@link
 * dev.narrows.schemas.decode}.
 */
@NullMarked
package dev.narrows.schemas.restore;

import org.jspecify.annotations.NullMarked;
