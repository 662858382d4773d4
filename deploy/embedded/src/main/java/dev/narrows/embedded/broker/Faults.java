package dev.narrows.embedded.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the broker meets a fault that would end its process: it is told to the owner instead, because the
 * process is not the broker's own.
 *
 * <p>Thread-safe; called from whichever broker thread meets the fault.
 */
final class Faults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final CompletableFuture<Void> ended;

    Faults(CompletableFuture<Void> ended) {
        this.ended = ended;
    }

    /**
     * Takes {@code System.exit} and {@code Runtime.halt} out of the hands of Kafka's classes, for this JVM and for good:
     * threads of a closed broker must not get them back. A fault that comes this way names no broker, so it is logged.
     */
    static void keepProcessAlive() {
        Exit.setExitProcedure(Faults::refuse);
        Exit.setHaltProcedure(Faults::refuse);
    }

    private static void refuse(int status, String message) {
        LOG.error("broker asked to end the process status={} message={}", status, message);
        throw new IllegalStateException("Kafka asked to end the process with status " + status + ": " + message);
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return fatal ? (message, cause) -> fail(name, message, cause, action) : new LoggingFaultHandler(name, action);
    }

    private RuntimeException fail(String name, String message, Throwable cause, Runnable action) {
        LOG.error("broker failed part={} message={}", name, message, cause);
        action.run();
        FaultHandlerException fault = new FaultHandlerException(name + ": " + message, cause);
        ended.completeExceptionally(fault);
        return fault;
    }
}
