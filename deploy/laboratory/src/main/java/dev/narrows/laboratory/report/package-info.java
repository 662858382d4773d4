/**
 * The figures of a measurement as records that write themselves as JSON. Entry: {@link
 * dev.narrows.laboratory.report.ThroughputReport}. Knows nothing of how a figure was taken.
 */
@NullMarked
package dev.narrows.laboratory.report;

import org.jspecify.annotations.NullMarked;
