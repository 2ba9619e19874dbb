package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault at one moment of one of the calls to containerd that are made from its arming on. */
final class CallFault implements CallTracer {
    /** The boundaries of a call. */
    enum Moment {
        /** Nothing is sent. */
        BEFORE,
        /** All is sent, or the first of a stream, and no reply has come. */
        SENT,
        /** The reply is here, and nobody knows of it. */
        REPLIED
    }

    private final int place;
    private final Moment moment;
    private final Runnable fault;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean armed;

    /**
     * @param place which call, from 1
     * @param fault what happens then, on the thread that calls, or on the channel's event loop
     */
    CallFault(int place, Moment moment, Runnable fault) {
        this.place = place;
        this.moment = moment;
        this.fault = fault;
    }

    /** Counts from now on. */
    void arm() {
        armed = true;
    }

    /** No longer counts. */
    void disarm() {
        armed = false;
    }

    @Override
    public Trace begin(GrpcMethod<?, ?> method) {
        if (!armed || calls.incrementAndGet() != place) {
            return Trace.NONE;
        }
        at(Moment.BEFORE);
        return new Trace() {
            @Override
            public void sent() {
                at(Moment.SENT);
            }

            @Override
            public void replied() {
                at(Moment.REPLIED);
            }
        };
    }

    private void at(Moment now) {
        if (now == moment) {
            fault.run();
        }
    }
}
