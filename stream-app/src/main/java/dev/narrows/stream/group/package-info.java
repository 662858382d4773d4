/**
 * The consumer group before and while the stream runs: that all who share an application id do the same work, and what
 * an id that is new will do again. Entry: {@link dev.narrows.stream.group.GroupGuard}. Reads and writes the topic of
 * groups and asks brokers; consumes nothing.
 */
@NullMarked
package dev.narrows.stream.group;

import org.jspecify.annotations.NullMarked;
