/**
 * Topics as wholes: made, read from the beginning to the end that they have now or on and on, and weighed on the broker's
 * disk. Entry: {@link dev.narrows.standalone.topic.TopicScan} and {@link dev.narrows.standalone.topic.TopicTail}. Knows
 * nothing of what the records mean and commits no offsets; reading never creates a topic.
 */
package dev.narrows.standalone.topic;
