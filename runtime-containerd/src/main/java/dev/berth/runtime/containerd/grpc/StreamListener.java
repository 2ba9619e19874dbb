package dev.berth.runtime.containerd.grpc;

/** Who made a call, told of it on the channel's event loop, so that nothing in here may block. */
interface StreamListener<A> {
    /** The call has its stream: requests can be written. */
    void opened();

    /** Returns whether more of the reply is to be read now. */
    boolean wantsReply();

    /**
     * A reply; several may come at once.
     *
     * @throws GrpcException if it may not come; the call fails with it
     */
    void replied(A reply) throws GrpcException;

    /** The call ended with status OK. Nothing follows. */
    void completed();

    /** The call failed. Nothing follows. */
    void failed(GrpcException failure);
}
