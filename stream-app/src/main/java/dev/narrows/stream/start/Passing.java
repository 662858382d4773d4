package dev.narrows.stream.start;

import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.topic.UnresolvedBrokersException;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/** Tells failures that pass by themselves, so that trying again is right, from those that somebody must mend. */
public final class Passing {

    private static final int MAX_DEPTH = 20;

    private Passing() {}

    /** At the start: what is not there yet. A registry that refuses us is set up wrong. */
    static boolean atStart(Throwable failure) {
        return any(
                failure,
                e -> e instanceof RetriableException
                        || e instanceof RegistryUnavailableException
                        || e instanceof UnresolvedBrokersException);
    }

    /**
     * While it runs: the registry worked when the service started, so whatever it says now passes. A process that stood
     * still for longer than its transaction may last finds that transaction ended by the brokers: nothing of it counts, and
     * another thread begins anew.
     */
    public static boolean whileRunning(Throwable failure) {
        return any(
                failure,
                e -> e instanceof RetriableException || e instanceof RegistryException || isTransactionOver(e));
    }

    private static boolean isTransactionOver(Throwable failure) {
        return failure instanceof InvalidTxnStateException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidPidMappingException
                || failure instanceof ProducerFencedException
                || failure instanceof TransactionAbortedException;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (test.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
