/** HTTP/1.1 on sockets, by Netty: connections, their limits, and who is on the other side. */
package dev.berth.engine.http;
