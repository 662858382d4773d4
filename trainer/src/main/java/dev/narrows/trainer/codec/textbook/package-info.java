/**
 * What a careful engineer writes in an afternoon, and so what a network has to beat at equal bytes: the codecs that {@link
 * dev.narrows.trainer.codec.textbook.Rival} names. {@link dev.narrows.trainer.codec.textbook.Textbook} learns them of one
 * data set at any size, in bounded time. Measures nothing.
 */
@NullMarked
package dev.narrows.trainer.codec.textbook;

import org.jspecify.annotations.NullMarked;
