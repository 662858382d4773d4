/**
 * Topics read as wholes, without a group: from the beginning to the end that they have now, or on and on; and latents
 * decoded on the way. Entries: {@link dev.narrows.schemas.scan.TopicScan} and {@link
 * dev.narrows.schemas.scan.TopicTail}. Commits no offsets, and never creates a topic.
 */
@NullMarked
package dev.narrows.schemas.scan;

import org.jspecify.annotations.NullMarked;
