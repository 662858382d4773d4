/**
 * What is wrong or remarkable about a data set, told before anything is learnt from it. Entry: {@link
 * dev.narrows.trainer.dataset.inspect.Inspection}. Changes no value.
 */
@NullMarked
package dev.narrows.trainer.dataset.inspect;

import org.jspecify.annotations.NullMarked;
