/**
 * The commands about model versions: what there is, publishing, signing and verifying, and which version serves.
 * Entry: {@link dev.narrows.standalone.models.ModelsCommand}. Trains nothing, and decides about no rollout: it asks
 * for one.
 */
@NullMarked
package dev.narrows.standalone.models;

import org.jspecify.annotations.NullMarked;
