/**
 * The service: reads vectors from a topic, encodes them in batches and writes latents, alerts and dead letters, each
 * exactly once. It takes its models from {@code dev.narrows.schemas} and never imports the trainer.
 *
 * <p>Five classes take a record through the service. Read them in this order:
 *
 * <ol>
 *   <li>{@code dev.narrows.stream.batch.Packing} packs the records of a poll into batches; to Kafka Streams, each batch
 *       is one record.
 *   <li>{@code dev.narrows.stream.topology.EncodeProcessor} takes a batch, borrows the models in service, hands encoded
 *       slices on, and finishes all slices before a commit.
 *   <li>{@link dev.narrows.stream.encode.BatchEncoder} cuts the batch into slices for the cores and returns them in the
 *       order of their records.
 *   <li>{@code dev.narrows.stream.encode.Workspace} reads the values of a slice into a tensor, runs the model, and decides
 *       the result of each record.
 *   <li>{@link dev.narrows.stream.route.Router} writes and forwards the latent, alert or dead letter of each record.
 * </ol>
 */
@NullMarked
package dev.narrows.stream;

import org.jspecify.annotations.NullMarked;
