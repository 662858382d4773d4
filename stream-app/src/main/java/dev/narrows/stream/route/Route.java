package dev.narrows.stream.route;

/** Where a result goes: one sink of the topology each. */
public enum Route {
    /** To the latents topic. */
    LATENTS("latents"),
    /** To the alerts topic. */
    ALERTS("alerts"),
    /** To the dead letters topic. */
    DEAD_LETTERS("dead-letters"),
    /** To the topic of quality reports. */
    QUALITY("quality");

    private final String node;

    Route(String node) {
        this.node = node;
    }

    /** Name of the sink in the topology; part of its metrics, so it never changes. */
    public String node() {
        return node;
    }
}
