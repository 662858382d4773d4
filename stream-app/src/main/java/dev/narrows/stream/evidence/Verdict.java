package dev.narrows.stream.evidence;

import java.util.OptionalLong;

/** What the evidence so far says of a candidate. */
public sealed interface Verdict {

    /** Why, for a person. */
    String reason();

    /**
     * Not enough yet.
     *
     * @param reason what is waited for
     * @param pairsNeeded sampled rows still needed if they go on as they were; empty where these would never decide
     */
    record Wait(String reason, OptionalLong pairsNeeded) implements Verdict {}

    /**
     * It may go on: it is not worse by more than the margin.
     *
     * @param reason with the figures
     */
    record NoWorse(String reason) implements Verdict {}

    /**
     * It must go.
     *
     * @param reason with the figures
     * @param guardrail that it ran against, as {@link Guards#evidence} names it
     */
    record Worse(String reason, String guardrail) implements Verdict {}
}
