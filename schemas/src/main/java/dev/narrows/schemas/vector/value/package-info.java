/**
 * One record value and what reading it gives: floats into a row, or a reason why there is no vector. Entry: {@link
 * dev.narrows.schemas.vector.value.ReadResult}. Knows no format.
 */
@NullMarked
package dev.narrows.schemas.vector.value;

import org.jspecify.annotations.NullMarked;
