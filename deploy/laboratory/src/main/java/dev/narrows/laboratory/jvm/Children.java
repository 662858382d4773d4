package dev.narrows.laboratory.jvm;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Processes that end with this one, whoever ends it. A signal may come while one of them is being started: the end waits
 * until it is there to be killed, and none is started after. Any thread.
 */
final class Children {

    /** Those of this JVM, killed on its way out. */
    static final Children OF_THIS_JVM = new Children();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OF_THIS_JVM::end, "children-end"));
    }

    private final Set<Process> alive = new HashSet<>();
    private boolean ended;

    /**
     * Starts one.
     *
     * @throws BenchException after the end
     */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ended) {
            throw new BenchException("process: not started, as this one ends (expected: none is asked for any more)");
        }
        Process process = builder.start();
        alive.add(process);
        return process;
    }

    /** Takes note that one is gone. */
    synchronized void forget(Process process) {
        alive.remove(process);
    }

    /** Kills all, those too that stand still. */
    synchronized void end() {
        ended = true;
        alive.forEach(Process::destroyForcibly);
    }
}
