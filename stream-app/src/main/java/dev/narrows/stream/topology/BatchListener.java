package dev.narrows.stream.topology;

import dev.narrows.stream.route.BatchTally;

/** Hears of each batch once it is through. Called on stream threads, several at a time; must not block. */
@FunctionalInterface
public interface BatchListener {

    /** A batch is forwarded. The tally is the caller's and is filled again for the next batch. */
    void batchDone(BatchTally tally);
}
