/**
 * Reads of whole topics: from the beginning to the end that they have now, or on and on. Entry: {@link
 * dev.narrows.standalone.topic.TopicScan} and {@link dev.narrows.standalone.topic.TopicTail}. Knows nothing of what the
 * records mean, commits no offsets and never creates a topic.
 */
package dev.narrows.standalone.topic;
