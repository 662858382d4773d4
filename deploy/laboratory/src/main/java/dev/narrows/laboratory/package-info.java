/**
 * The laboratory: one command for each kind of measurement that stands behind a figure of the docs, and below it the
 * demo. Entry: {@link dev.narrows.laboratory.BenchCommand}. The commands read flags and print; what is measured, and
 * on what, is the business of the packages below. Nothing of the product depends on this module but the list of
 * commands.
 */
@NullMarked
package dev.narrows.laboratory;

import org.jspecify.annotations.NullMarked;
