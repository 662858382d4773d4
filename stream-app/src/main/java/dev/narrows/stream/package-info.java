/**
 * The service: reads vectors from a topic, encodes them in batches and writes latents, alerts and dead letters, each
 * exactly once. It takes its models from {@code dev.narrows.schemas} and never imports the trainer.
 */
@NullMarked
package dev.narrows.stream;

import org.jspecify.annotations.NullMarked;
