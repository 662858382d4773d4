/**
 * Where model versions are kept: the topic that holds all of them, in chunks, each version whole or not at all. Start with
 * {@link dev.narrows.schemas.store.ModelStore}. Which of them are in service is told by
 * {@link dev.narrows.schemas.rollout}.
 */
@NullMarked
package dev.narrows.schemas.store;

import org.jspecify.annotations.NullMarked;
