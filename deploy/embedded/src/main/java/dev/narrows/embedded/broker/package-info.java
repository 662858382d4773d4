/**
 * A real Kafka broker in this JVM: one KRaft node, broker and controller at once, its data kept in a folder.
 *
 * <p>Entry type: {@link dev.narrows.embedded.broker.EmbeddedBroker}. This @NullMarked
 * package is the only home of the Kafka
 * server; it must not know topics, schemas or vectors, and it never ends the process it runs in.
 */
package dev.narrows.embedded.broker;
