package dev.narrows.laboratory.contest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long a contestant works before it is measured: for {@value #LEAST_ROUNDS} rounds, then for more until its JIT compilers
 * take less than {@value #RESTING} of its processor time, {@value #MOST_ROUNDS} rounds at most. What runs more code has more
 * of it to compile, so the same time for all would count the compilers of one and not of another. Immutable.
 *
 * @param least time of the first {@value #LEAST_ROUNDS} rounds together; zero for none at all
 */
public record WarmUp(Duration least) {

    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 12;
    private static final double RESTING = 0.1;

    /** @throws IllegalArgumentException where the time is below zero */
    public WarmUp {
        if (least.isNegative()) {
            throw new IllegalArgumentException("warmUp: " + least + " (expected: >= PT0S)");
        }
    }

    /** How long each round takes. */
    Duration round() {
        return least.dividedBy(LEAST_ROUNDS);
    }

    /** The most that all rounds take, without the starts between them. */
    public Duration most() {
        return round().multipliedBy(MOST_ROUNDS);
    }

    /**
     * Whether there is another round.
     *
     * @param rounds that there have been
     * @param last what the last one took; not read before {@value #LEAST_ROUNDS} rounds
     */
    boolean goesOn(int rounds, Spent last) {
        if (least.isZero() || rounds >= MOST_ROUNDS) {
            return false;
        }
        return rounds < LEAST_ROUNDS || last.compilersShare() >= RESTING;
    }

    /**
     * Time that this JVM has taken.
     *
     * @param processor of all threads
     * @param compilers of the JIT, roughly: the clock's time while they were at work
     */
    record Spent(Duration processor, Duration compilers) {

        static Spent now() {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Spent(
                    Duration.ofNanos(system.getProcessCpuTime()),
                    Duration.ofMillis(ManagementFactory.getCompilationMXBean().getTotalCompilationTime()));
        }

        Spent since(Spent before) {
            return new Spent(processor.minus(before.processor), compilers.minus(before.compilers));
        }

        double compilersShare() {
            return processor.isZero() ? 0 : (double) compilers.toNanos() / processor.toNanos();
        }
    }
}
