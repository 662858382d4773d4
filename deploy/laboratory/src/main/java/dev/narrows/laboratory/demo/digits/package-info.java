/**
 * What the demo streams: real digits, and among them records that are none, in an order that a seed fixes. Entry:
 * {@link dev.narrows.laboratory.demo.digits.StreamPlan}. Knows nothing of models.
 */
@NullMarked
package dev.narrows.laboratory.demo.digits;

import org.jspecify.annotations.NullMarked;
