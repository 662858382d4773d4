/**
 * The demo: digits and known non-digits go through the whole of Narrows, and what comes back is counted and measured.
 * Entry: {@link dev.narrows.laboratory.demo.Demo}. It says nothing that it has not read from the topics or from the
 * broker's disk, and has no part in the service: it uses what any user of Narrows could use.
 */
@NullMarked
package dev.narrows.laboratory.demo;

import org.jspecify.annotations.NullMarked;
