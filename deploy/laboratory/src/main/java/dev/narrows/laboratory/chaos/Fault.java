package dev.narrows.laboratory.chaos;

/** What can go wrong, and how often of twenty times. */
enum Fault {
    /** SIGKILL of a service, at whatever it is doing; it is started again at once. */
    KILL(9),
    /** SIGSTOP of a service for longer than its session; its partitions go to the other before it goes on. */
    PAUSE(2),
    /** SIGKILL of the broker, which is started again after a while. */
    BROKER_RESTART(2),
    /** The registry answers nobody for a while. */
    REGISTRY_OUTAGE(1),
    /** A service is told to end, and is started again. */
    REBALANCE(2),
    /** A new version of the model. */
    UPGRADE(2),
    /** All connections to the broker are closed, and none is taken for a while. */
    NETWORK_CUT(1),
    /** Nothing goes through connections to the broker for a while; they stay open. */
    NETWORK_STALL(1);

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
