/**
 * The live page: what goes in and what comes back, side by side, the newest alerts and the model versions, for a
 * browser. Entry: {@link dev.narrows.standalone.live.LivePage}. It looks into the topics like any other client, a few
 * records a second and only while somebody looks at the page, and never writes.
 */
package dev.narrows.standalone.live;
