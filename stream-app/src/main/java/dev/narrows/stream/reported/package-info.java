/**
 * What quality reports of all instances come to, for people: who works on what with which version, and how errors are
 * distributed. Entry types: {@link dev.narrows.stream.reported.Fleet}, {@link dev.narrows.stream.reported.ErrorCounts}.
 * Bounded memory, however many reports come; nothing is decided by it. Reads no topic itself.
 */
@NullMarked
package dev.narrows.stream.reported;

import org.jspecify.annotations.NullMarked;
