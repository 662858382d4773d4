package dev.narrows.laboratory.upgrade;

import dev.narrows.laboratory.flow.Ledger;
import dev.narrows.laboratory.flow.Results;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.jvm.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Waits as long as all that is needed is alive. For one thread.
 *
 * @param jvm of the service
 * @param results what is read of it
 * @param upgrades of its model
 */
public record Alive(ChildJvm jvm, Results results, Upgrades upgrades) {

    /**
     * Waits for something.
     *
     * @throws BenchException where it does not come within {@code limit}, or what is needed for it has ended
     */
    public void until(Duration limit, String what, BooleanSupplier done) {
        Waiting.until(limit, what, () -> {
            jvm.requireAlive();
            results.requireAlive();
            upgrades.requireNothingUndone();
            return done.getAsBoolean() ? Optional.of(true) : Optional.empty();
        });
    }

    /**
     * Waits for the results of all records that were sent, but not for longer than {@code limit}: what is missing then is
     * lost, and for the report to tell.
     */
    public void untilAll(Duration limit, Ledger ledger, long sent) {
        try {
            until(limit, "all results", () -> ledger.distinct() >= sent);
        } catch (BenchException e) {
            if (ledger.distinct() >= sent) {
                throw e;
            }
        }
    }
}
