package dev.narrows.laboratory.contest;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Runs a topology that is compared with the service's. */
final class Topologies {

    private Topologies() {}

    static Running start(Topology topology, ContestantSettings settings) {
        Running running = new Running();
        KafkaStreams streams = new KafkaStreams(topology, settings.streams());
        running.endsWith(streams);
        streams.setUncaughtExceptionHandler(failure -> {
            running.fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        return running;
    }
}
