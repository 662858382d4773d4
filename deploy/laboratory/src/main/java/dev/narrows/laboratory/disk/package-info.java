/**
 * Topics as files: made to keep everything, and weighed on the broker's disk. Entry: {@link
 * dev.narrows.laboratory.disk.DiskBytes}.
 */
@NullMarked
package dev.narrows.laboratory.disk;

import org.jspecify.annotations.NullMarked;
