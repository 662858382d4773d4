/**
 * Vectors from a Kafka topic: {@link dev.narrows.trainer.dataset.topic.TopicSource} reads the part of it that is asked
 * for, once, and tells what it could not use. Commits nothing and joins no group.
 */
@NullMarked
package dev.narrows.trainer.dataset.topic;

import org.jspecify.annotations.NullMarked;
