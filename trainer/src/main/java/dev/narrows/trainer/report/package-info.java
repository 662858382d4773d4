/**
 * Shows a judgement to a person: {@link dev.narrows.trainer.report.Report} gathers what is to be seen,
 * {@link dev.narrows.trainer.report.Page} makes one HTML file of it that needs nothing else. It measures nothing that a
 * figure is told for; that is judge's.
 */
@NullMarked
package dev.narrows.trainer.report;

import org.jspecify.annotations.NullMarked;
