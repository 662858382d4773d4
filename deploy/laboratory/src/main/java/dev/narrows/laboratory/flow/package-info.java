/**
 * Numbered records into a topic, and the ledger of what came out: whether each is there once, in its order and as it was
 * sent. Entries: {@link dev.narrows.laboratory.flow.NumberedLoad} and {@link
 * dev.narrows.laboratory.flow.Results}. Knows nothing of who turns the ones into the others.
 */
@NullMarked
package dev.narrows.laboratory.flow;

import org.jspecify.annotations.NullMarked;
