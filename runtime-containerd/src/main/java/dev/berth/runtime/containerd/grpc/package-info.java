/**
 * A gRPC client (application/grpc over HTTP/2 without TLS) for a server on a unix socket: unary and
 * streaming calls over Netty's HTTP/2 codec. It knows nothing of containerd.
 */
package dev.berth.runtime.containerd.grpc;
