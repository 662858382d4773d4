/**
 * The topics before the stream starts: makes those that are missing, and refuses what would lose records or stop the
 * stream later. Entry: {@link dev.narrows.stream.topics.TopicCheck}. Reads and writes no record.
 */
@NullMarked
package dev.narrows.stream.topics;

import org.jspecify.annotations.NullMarked;
