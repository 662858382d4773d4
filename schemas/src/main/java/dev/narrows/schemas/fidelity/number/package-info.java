/**
 * The values of one feature as whole numbers and back. Entry: {@link dev.narrows.schemas.fidelity.number.Scale}.
 * Knows nothing of how the numbers are written.
 */
@NullMarked
package dev.narrows.schemas.fidelity.number;

import org.jspecify.annotations.NullMarked;
