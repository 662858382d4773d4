package dev.narrows.laboratory.chaos;

import dev.narrows.laboratory.report.BenchJson;
import java.util.ArrayList;
import java.util.List;

/**
 * What faults did, and what came of the records.
 *
 * @param kills of a service, by SIGKILL
 * @param pauses of a service past its session timeout, by SIGSTOP
 * @param brokerRestarts after SIGKILL
 * @param registryOutages of some seconds
 * @param rebalances because a service left of itself and came again
 * @param upgrades of the model
 * @param networkCuts between broker and all others, by closed or by silent connections
 * @param records sent
 * @param lost records without a result
 * @param duplicated results of records that had one
 * @param reordered results after one of a later record of their partition
 * @param worstRecoveryMs longest time from the end of a fault until each partition had a result of a record sent after it
 * @param changed results whose partition, timestamp or headers are not those of their record
 * @param selfEnds services that ended by themselves and were started again, as a supervisor does
 * @param seed of the plan of faults
 */
public record ChaosReport(
        int kills,
        int pauses,
        int brokerRestarts,
        int registryOutages,
        int rebalances,
        int upgrades,
        int networkCuts,
        long records,
        long lost,
        long duplicated,
        long reordered,
        long worstRecoveryMs,
        long changed,
        int selfEnds,
        long seed) {

    /** As JSON, keys as the components are named. */
    public String toJson() {
        return BenchJson.write(this);
    }

    /** What is not as it should be, a line each. */
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        none("lost", lost, missed);
        none("duplicated", duplicated, missed);
        none("reordered", reordered, missed);
        none("changed", changed, missed);
        return missed;
    }

    private static void none(String name, long count, List<String> missed) {
        if (count != 0) {
            missed.add(name + ": " + count + " (expected: 0)");
        }
    }
}
