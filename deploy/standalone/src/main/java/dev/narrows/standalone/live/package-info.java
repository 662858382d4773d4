/**
 * The live page: what goes in and what comes back, side by side, the newest alerts and the model versions, for a
 * browser. Entry: {@link dev.narrows.standalone.live.LivePage}. It looks into the topics like any other client, a few
 * records a second, fewer while nobody looks at the page, and never writes. Off unless asked for: it shows vectors.
 */
package dev.narrows.standalone.live;
