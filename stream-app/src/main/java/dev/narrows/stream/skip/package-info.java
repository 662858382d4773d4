/**
 * The way past a record that stops a service at each start: a dead letter in its place, and the group's offset behind it.
 * Entry: {@link dev.narrows.stream.skip.SkippedRecords}. For a service that is stopped; reads no record.
 */
@NullMarked
package dev.narrows.stream.skip;

import org.jspecify.annotations.NullMarked;
