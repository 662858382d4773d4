/**
 * What came back of the demo's records, compared with what was streamed: lost and doubled, error, alerts, bytes.
 * Entry: {@link dev.narrows.laboratory.demo.outcome.Findings}. Reads topics and disk, and changes neither.
 */
@NullMarked
package dev.narrows.laboratory.demo.outcome;

import org.jspecify.annotations.NullMarked;
