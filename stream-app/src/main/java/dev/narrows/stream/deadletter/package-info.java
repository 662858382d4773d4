/**
 * Dead letters after they are written: found by filter, shown, and sent again to where they came from. Entry: {@link
 * dev.narrows.stream.deadletter.DeadLetterTopic} and {@link dev.narrows.stream.deadletter.Replay}, for command line and
 * page alike. Never changes or removes a letter.
 */
@NullMarked
package dev.narrows.stream.deadletter;

import org.jspecify.annotations.NullMarked;
