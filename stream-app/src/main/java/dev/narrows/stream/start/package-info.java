/**
 * How a start waits for what is not there yet, which errors pass by themselves, and how it fails. Entry: {@link
 * dev.narrows.stream.start.StartWait}. Starts nothing itself.
 */
@NullMarked
package dev.narrows.stream.start;

import org.jspecify.annotations.NullMarked;
