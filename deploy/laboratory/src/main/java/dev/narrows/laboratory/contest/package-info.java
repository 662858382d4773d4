/**
 * The service and what it is compared with, each run in a JVM of its own under the same settings. Entry: {@link
 * dev.narrows.laboratory.contest.Contest}. Measures nothing: contestants only work until they are stopped.
 */
@NullMarked
package dev.narrows.laboratory.contest;

import org.jspecify.annotations.NullMarked;
