/**
 * The topology: vectors, encode, and a sink each for latents, alerts and dead letters. Entry: {@link
 * dev.narrows.stream.topology.NarrowsTopology}. Builds and configures nothing else, and never runs it.
 */
@NullMarked
package dev.narrows.stream.topology;

import org.jspecify.annotations.NullMarked;
