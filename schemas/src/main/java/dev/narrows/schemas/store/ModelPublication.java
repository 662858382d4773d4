package dev.narrows.schemas.store;

import dev.narrows.schemas.ModelChunk;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** One attempt to publish one version in one transaction. For one thread; closing it leaves nothing half-written. */
final class ModelPublication implements AutoCloseable {

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** Takes the model's transactional id over from whoever had it; their open transaction is aborted. */
    ModelPublication(String topic, Producer<byte[], byte[]> producer, Serializer<SpecificRecord> serializer) {
        this.topic = topic;
        this.producer = producer;
        this.serializer = serializer;
        try {
            producer.initTransactions();
        } catch (RuntimeException | Error e) {
            producer.close();
            throw e;
        }
    }

    /**
     * Writes chunks, then the manifest, and commits.
     *
     * @throws VersionTakenException when a later publisher of this model fenced this one
     * @throws KafkaException when it could not be written
     * @throws dev.narrows.schemas.registry.RegistryException when the registry does not give the schema's id
     */
    void write(ModelArtefact artefact) {
        try {
            producer.beginTransaction();
            sendGraph(artefact.id(), ModelKey.Part.ENCODER, artefact.encoder());
            sendGraph(artefact.id(), ModelKey.Part.DECODER, artefact.decoder());
            send(ModelKey.manifest(artefact.id()), artefact.manifest());
            producer.commitTransaction();
        } catch (RuntimeException e) {
            if (byAnother(e) || byAnother(e.getCause())) {
                throw fenced(artefact.id(), e);
            }
            abort(e);
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void sendGraph(ModelId id, ModelKey.Part part, byte[] graph) {
        for (int chunk = 0; chunk < Graphs.chunks(graph.length); chunk++) {
            int from = chunk * Graphs.CHUNK_BYTES;
            int length = Math.min(Graphs.CHUNK_BYTES, graph.length - from);
            send(new ModelKey(id, part, chunk), new ModelChunk(ByteBuffer.wrap(graph, from, length)));
        }
    }

    private void send(ModelKey key, SpecificRecord value) {
        // A send that fails makes the commit fail, with its reason.
        sent.add(producer.send(new ProducerRecord<>(topic, 0, key.bytes(), serializer.serialize(topic, value))));
    }

    private void abort(RuntimeException reason) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            // The broker aborts it when the transaction times out. A producer that is broken throws the same exception
            // again and again.
            if (e != reason) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Whether that says that another publisher ended the transaction; the broker says it in one of three ways. */
    private static boolean byAnother(@Nullable Throwable why) {
        return why instanceof ProducerFencedException
                || why instanceof InvalidProducerEpochException
                || why instanceof InvalidTxnStateException;
    }

    private static VersionTakenException fenced(ModelId id, RuntimeException cause) {
        return new VersionTakenException(
                "publisher of " + id + ": fenced by a later one (expected: one publisher of a model at a time)", cause);
    }
}
