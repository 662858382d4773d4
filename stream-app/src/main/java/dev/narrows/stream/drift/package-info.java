/**
 * Whether live data still are what a version was trained on, from quality reports and the version's baseline. Entries: {@link
 * dev.narrows.stream.drift.DriftReports} for the one that decides, {@link dev.narrows.stream.drift.DriftFollower} for every
 * instance. Retrains nothing and stops nothing.
 */
@NullMarked
package dev.narrows.stream.drift;

import org.jspecify.annotations.NullMarked;
