/**
 * Looks into the cluster for the page and the API, on a thread of its own, as any other client would: how far the group
 * is, which versions there are, which alerts came. Entry type: {@link dev.narrows.stream.look.Lookout}. Consumes nothing in
 * the group, changes nothing but silences, and a cluster that does not answer leaves it with what it saw last.
 */
@NullMarked
package dev.narrows.stream.look;

import org.jspecify.annotations.NullMarked;
