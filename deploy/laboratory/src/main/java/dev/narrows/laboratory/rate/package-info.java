/**
 * Bytes against error: what records take on a broker's disk and what comes back of them. Entry: {@link
 * dev.narrows.laboratory.rate.RateBench}. Uses what any user of Narrows could use.
 */
@NullMarked
package dev.narrows.laboratory.rate;

import org.jspecify.annotations.NullMarked;
