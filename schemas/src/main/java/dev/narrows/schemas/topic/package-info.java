/**
 * A small topic that is kept for ever and read as a whole: making sure that it exists and is compacted, and reading it
 * from its beginning to its end, again and again. Entry types: {@link dev.narrows.schemas.topic.CompactedTopic} and
 * {@link dev.narrows.schemas.topic.TopicReader}. Nothing here knows what the records mean.
 */
@NullMarked
package dev.narrows.schemas.topic;

import org.jspecify.annotations.NullMarked;
