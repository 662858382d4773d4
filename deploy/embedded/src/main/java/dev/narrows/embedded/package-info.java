/**
 * A Kafka cluster for one machine: a broker and a schema registry in this JVM, their data kept in a folder.
 *
 * <p>Entry types: {@link dev.narrows.embedded.EmbeddedCluster} inside a process, {@link
 * dev.narrows.embedded.EmbeddedMain} as a process of its own.
 */
@NullMarked
package dev.narrows.embedded;

import org.jspecify.annotations.NullMarked;
