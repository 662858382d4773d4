package dev.narrows.standalone.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured: the service, and what bounds it from above and from below. */
public enum Contestant {
    /** A plain consumer that reads and drops: what broker and client can move at all. */
    DRAIN,
    /** A plain consumer, the model in batches, a transactional producer: what can be had without Kafka Streams. */
    LOOP,
    /** A topology that forwards the first 76 bytes of each record: what Kafka Streams costs by itself. */
    FLOOR,
    /** The textbook topology: a GenericRecord and a run of the model for each record. */
    NAIVE,
    /** The service itself, as {@code narrows serve} runs it. */
    NARROWS;

    /** Its name in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command line that runs it in a JVM of its own, given its settings. */
    List<String> program(Map<String, String> settings) {
        List<String> command = new java.util.ArrayList<>(List.of("dev.narrows.standalone.Main"));
        command.addAll(this == NARROWS ? List.of("serve") : List.of("bench", "contestant", label()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    /** Runs it in this JVM until the thread is interrupted; not for {@link #NARROWS}. */
    public void run(ContestantSettings settings) throws InterruptedException {
        switch (this) {
            case DRAIN -> new DrainContestant(settings).run();
            case LOOP -> new LoopContestant(settings).run();
            case FLOOR -> Topologies.run(FloorTopology.of(settings), settings);
            case NAIVE -> Topologies.run(NaiveTopology.of(settings), settings);
            case NARROWS ->
                throw new IllegalArgumentException("contestant: narrows (expected: run by the command serve)");
        }
    }
}
