/**
 * When something is done again: a loop on a thread of its own, pauses that grow, an even pace, and a share of the time that
 * something may take. Entry types: {@link dev.narrows.schemas.pace.BackgroundLoop}, {@link
 * dev.narrows.schemas.pace.Pauses}, {@link dev.narrows.schemas.pace.Pace} and {@link dev.narrows.schemas.pace.TimeShare}. Nothing here knows what is done.
 */
@NullMarked
package dev.narrows.schemas.pace;

import org.jspecify.annotations.NullMarked;
