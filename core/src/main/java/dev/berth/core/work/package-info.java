/** The threads of the manager: operations, queues, cancellation. */
package dev.berth.core.work;
