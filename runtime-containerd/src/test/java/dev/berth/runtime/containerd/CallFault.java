package dev.berth.runtime.containerd;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault at one moment of one of the calls to containerd that are made from its arming on. */
final class CallFault implements ClientInterceptor {
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
     * @param fault what happens then, on the thread that calls or that has the reply
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
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return armed && calls.incrementAndGet() == place
                ? new Faulty<>(call, !method.getType().clientSendsOneMessage())
                : call;
    }

    private final class Faulty<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private final boolean streams;

        Faulty(ClientCall<Q, A> call, boolean streams) {
            super(call);
            this.streams = streams;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            at(Moment.BEFORE);
            super.start(
                    new SimpleForwardingClientCallListener<A>(listener) {
                        @Override
                        public void onHeaders(Metadata replied) {
                            at(Moment.REPLIED);
                            super.onHeaders(replied);
                        }
                    },
                    headers);
        }

        @Override
        public void sendMessage(Q message) {
            super.sendMessage(message);
            if (streams) {
                at(Moment.SENT);
            }
        }

        @Override
        public void halfClose() {
            super.halfClose();
            at(Moment.SENT);
        }

        private void at(Moment now) {
            if (now == moment) {
                fault.run();
            }
        }
    }
}
