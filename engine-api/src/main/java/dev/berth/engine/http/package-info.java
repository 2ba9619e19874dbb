/** The HTTP/1.1 server on Netty: sockets, TLS, connections, their limits and peers. */
package dev.berth.engine.http;
