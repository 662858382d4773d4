/**
 * Whether a candidate is better or worse than the version in service, by evidence that may be looked at all the time.
 * Entry: {@link dev.narrows.stream.evidence.Guards}, which adds up quality reports and says what they show. Pure sums: it
 * reads no topic, keeps no time and carries nothing out.
 */
@NullMarked
package dev.narrows.stream.evidence;

import org.jspecify.annotations.NullMarked;
