/**
 * Vectors to learn from, whatever they were read from: {@link dev.narrows.trainer.dataset.Dataset}, parts of it, what is
 * wrong with it, and its digest. Where they are read from is the business of the packages below this one. Knows nothing
 * of networks.
 */
@NullMarked
package dev.narrows.trainer.dataset;

import org.jspecify.annotations.NullMarked;
