/** Bodies of streamed responses: progress and events, each with a bounded queue. */
package dev.berth.engine.stream;
