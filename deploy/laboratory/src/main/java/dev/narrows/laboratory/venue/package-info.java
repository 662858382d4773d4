/**
 * What an experiment stands on: a broker in a process of its own, vectors, and models published for them. Entry:
 * {@link dev.narrows.laboratory.venue.Venue}. Starts nothing that is measured.
 */
@NullMarked
package dev.narrows.laboratory.venue;

import org.jspecify.annotations.NullMarked;
